/** The sites that flags are downloaded from, and the program's own servers. */
package flags.server;
