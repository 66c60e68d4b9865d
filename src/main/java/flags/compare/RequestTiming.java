package flags.compare;

import flags.outcome.Outcome;

/**
 * One request as it was recorded: when it began and ended, and what came of it. All times are
 * nanoseconds since the start of its run.
 *
 * @param started when it began
 * @param firstByte when the first byte of a response arrived; {@link #NEVER} if none did
 * @param ended when the last byte had arrived, or it failed
 * @param connection which one it had, counted from 1 in the order of their first use; 0 if none
 * @param httpStatus of the response; 0 if there was none
 * @param bytes of the response's body, as far as it is known to be whole
 * @param whole whether the response arrived to its end, whatever it was
 */
public record RequestTiming(
    String cc,
    Outcome outcome,
    long started,
    long firstByte,
    long ended,
    int connection,
    int httpStatus,
    long bytes,
    boolean whole) {
  public static final long NEVER = -1;

  /** Returns how long it took, in nanoseconds. */
  public long duration() {
    return ended - started;
  }
}
