/** What became of downloads, one by one and in all, and when. */
package flags.outcome;
