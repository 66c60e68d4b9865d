/** Starting the program: fast, and on a newer Java than the default one if necessary. */
package flags.launch;
