/** Messages to the user: each on one line, in plain words, and safe to print in a terminal. */
package flags.messages;
