/** How the program is started: on a newer Java than the default one, and fast. */
package flags.launch;
