/** What a comparison of strategies shows: its recording, its figures, its pictures, its data. */
package flags.compare;
