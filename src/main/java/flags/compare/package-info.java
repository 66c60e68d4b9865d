/**
 * The comparison of strategies: records the requests, and shows them as figures, pictures and data.
 */
package flags.compare;
