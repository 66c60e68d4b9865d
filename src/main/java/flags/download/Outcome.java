package flags.download;

import flags.messages.OneLine;

/**
 * How the download of one flag ended. A failed download is data, not an exception, so that no
 * strategy has to handle errors.
 *
 * @param message the text that {@code -v} prints after the code, on one line
 * @param unsaved whether the flag could not be saved
 */
public record Outcome(DownloadStatus status, String message, boolean unsaved) {

  private static final String ERROR = "error: ";

  /** Not started, or cancelled. */
  public static final Outcome INTERRUPTED = new Outcome(DownloadStatus.INTERRUPTED, "interrupted");

  public Outcome {
    message = OneLine.sanitize(message, OneLine.MAX_LENGTH); // may contain text from the server
  }

  public Outcome(DownloadStatus status, String message) {
    this(status, message, false);
  }

  public static Outcome error(String reason) {
    return new Outcome(DownloadStatus.ERROR, ERROR + reason);
  }

  public static Outcome cannotSave(String reason) {
    return new Outcome(DownloadStatus.ERROR, ERROR + reason, true);
  }

  /** Returns the reason for an error. Call it only if the status is {@code ERROR}. */
  public String reason() {
    return message.substring(ERROR.length());
  }
}
