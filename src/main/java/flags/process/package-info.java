/** This process: how it is interrupted, how it dies, what its streams are. */
package flags.process;
