package flags;

import flags.errors.Printable;

/**
 * What became of one flag: a failed download is data, not an exception, so that no strategy has to
 * handle errors.
 *
 * @param message what {@code -v} says of it after its code, on one line
 */
record Outcome(DownloadStatus status, String message) {

  private static final String ERROR = "error: ";

  /** Not tried, or given up half-way. */
  static final Outcome INTERRUPTED = new Outcome(DownloadStatus.INTERRUPTED, "interrupted");

  Outcome {
    message = Printable.line(message, Printable.MAX_LENGTH); // some of it may be the server's
  }

  static Outcome error(String reason) {
    return new Outcome(DownloadStatus.ERROR, ERROR + reason);
  }

  /** Returns why it is an error. */
  String reason() {
    return message.substring(ERROR.length());
  }
}
