package flags.compare;

import flags.outcome.Outcome;

/**
 * The recorded times and the outcome of one request. All times are in nanoseconds since the start
 * of the run.
 *
 * @param started when the request started
 * @param firstByte when the first byte of the response arrived, or {@link #NEVER}
 * @param ended when the last byte had arrived, or the request had failed
 * @param connection the number of its connection, counted from 1 in order of first use; 0 if it had
 *     none
 * @param httpStatus the status of the response; 0 if there was none
 * @param bytes the number of bytes read from the response's body; 0 if reading it failed
 * @param whole whether the response arrived in full, whatever its status
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

  /** Returns the duration of the request in nanoseconds. */
  public long duration() {
    return ended - started;
  }
}
