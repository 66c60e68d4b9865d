/** What the jar has in place of {@code java.util.logging}, which takes long to set up. */
package flags.nologging;
