/** What {@code java.util.logging} is replaced with in the jar. */
package flags.nologging;
