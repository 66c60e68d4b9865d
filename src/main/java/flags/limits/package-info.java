/** What the system allows: connections, open files, threads. */
package flags.limits;
