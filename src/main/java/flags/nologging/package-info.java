/** Replaces {@code java.util.logging} in the jar, because that takes long to set up. */
package flags.nologging;
