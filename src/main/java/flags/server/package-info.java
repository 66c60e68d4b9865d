/** The sites that flags come from, and the program's own servers. */
package flags.server;
