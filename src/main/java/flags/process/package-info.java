/** The process: interruption, threads to spare, standard streams, and a second process. */
package flags.process;
