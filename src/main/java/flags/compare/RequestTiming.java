package flags.compare;

import flags.download.Outcome;
import java.util.Locale;

/**
 * The recorded times and the outcome of one request. All times are in nanoseconds since the start
 * of the run.
 *
 * @param headers when the headers of the response had arrived, or {@link #NONE}
 * @param ended when the last byte had arrived, or the request had failed
 * @param connection the number of its connection, counted from 1 in order of first use; 0 if it had
 *     none
 * @param httpStatus the status of the response; 0 if there was none
 * @param bytes the number of bytes read from the response's body; 0 if reading it failed
 * @param whole whether the response arrived until it was complete or rejected, whatever its status
 */
record RequestTiming(
    String cc,
    Outcome outcome,
    long started,
    long headers,
    long ended,
    int connection,
    int httpStatus,
    long bytes,
    boolean whole) {
  /** Stands for a time that is unknown or would be meaningless. */
  static final long NONE = -1;

  long duration() {
    return ended - started;
  }

  /** Describes the request in three lines. */
  String describe() {
    return String.format(
        Locale.ROOT,
        "%s %s\nstart %.3f s%s\n%.3f s, %d bytes, connection %d",
        cc,
        outcome.message(),
        started / 1e9,
        headers == NONE ? "" : String.format(Locale.ROOT, ", headers %.3f s", headers / 1e9),
        duration() / 1e9,
        bytes,
        connection);
  }
}
