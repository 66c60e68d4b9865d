/** The command line: the options of the commands, and how they are parsed. */
package flags.cli;
