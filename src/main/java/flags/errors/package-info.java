/** Messages to the user: each on one line, in familiar words, safe to print in a terminal. */
package flags.errors;
