/**
 * How errors are said to people: on one line, in words they know, with nothing to disturb a
 * terminal.
 */
package flags.errors;
