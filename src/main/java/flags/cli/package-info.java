/** The command line: the options of the commands, and how they are parsed; and {@code serve}. */
package flags.cli;
