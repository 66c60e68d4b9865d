/**
 * The comparison of strategies: runs them side by side, records the requests, and shows them as
 * figures, pictures and data.
 */
package flags.compare;
