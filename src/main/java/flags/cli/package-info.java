/** What one can type: the options of the commands, and how they are read. */
package flags.cli;
