/** The limits of the system: connections, open files and threads. */
package flags.limits;
