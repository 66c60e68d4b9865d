package flags.outcome;

import flags.errors.Terminal;

/**
 * What became of one flag: a failed download is data, not an exception, so that no strategy has to
 * handle errors.
 *
 * @param message what {@code -v} says of it after its code, on one line
 * @param local whether it is an error of this machine, not of the server: it could not be saved
 */
public record Outcome(DownloadStatus status, String message, boolean local) {

  private static final String ERROR = "error: ";

  /** Not tried, or given up half-way. */
  public static final Outcome INTERRUPTED = new Outcome(DownloadStatus.INTERRUPTED, "interrupted");

  public Outcome {
    message = Terminal.sanitize(message, Terminal.MAX_LENGTH); // some of it may be the server's
  }

  public Outcome(DownloadStatus status, String message) {
    this(status, message, false);
  }

  public static Outcome error(String reason) {
    return new Outcome(DownloadStatus.ERROR, ERROR + reason);
  }

  /** The response came, but could not be saved. */
  public static Outcome cannotSave(String reason) {
    return new Outcome(DownloadStatus.ERROR, ERROR + reason, true);
  }

  /** Returns why it is an error. */
  public String reason() {
    return message.substring(ERROR.length());
  }
}
