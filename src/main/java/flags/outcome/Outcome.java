package flags.outcome;

import flags.messages.Terminal;

/**
 * How the download of one flag ended. A failed download is data, not an exception, so that no
 * strategy has to handle errors.
 *
 * @param message the text that {@code -v} prints after the code, on one line
 * @param unsaved whether the flag could not be saved
 * @param fault the reason to abandon the whole run: a bug, or a lack of memory or threads; or null
 */
public record Outcome(DownloadStatus status, String message, boolean unsaved, Throwable fault) {

  private static final String ERROR = "error: ";

  /** Not started, or cancelled. */
  public static final Outcome INTERRUPTED = new Outcome(DownloadStatus.INTERRUPTED, "interrupted");

  public Outcome {
    message = Terminal.sanitize(message, Terminal.MAX_LENGTH); // may contain text from the server
  }

  public Outcome(DownloadStatus status, String message) {
    this(status, message, false, null);
  }

  public static Outcome error(String reason) {
    return new Outcome(DownloadStatus.ERROR, ERROR + reason);
  }

  public static Outcome cannotSave(String reason) {
    return new Outcome(DownloadStatus.ERROR, ERROR + reason, true, null);
  }

  /** Returns the outcome of a download that ends because the whole run must be abandoned. */
  public static Outcome fault(Throwable fault) {
    return new Outcome(DownloadStatus.INTERRUPTED, INTERRUPTED.message, false, fault);
  }

  /** Returns the reason for an error. Call it only if the status is {@code ERROR}. */
  public String reason() {
    return message.substring(ERROR.length());
  }
}
