/** The outcomes of downloads, of each one and of a whole run. */
package flags.outcome;
