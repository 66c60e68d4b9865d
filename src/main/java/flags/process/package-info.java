/** The process: interruption, fatal errors, and standard streams. */
package flags.process;
