package flags;

/**
 * What became of one flag: a failed download is data, not an exception, so that no strategy has to
 * handle errors.
 *
 * @param message what {@code -v} says of it after its code, on one line
 */
record Outcome(DownloadStatus status, String message) {

  Outcome {
    message = ErrorText.printable(message, ErrorText.MAX_LENGTH); // some of it may be the server's
  }

  static Outcome error(String message) {
    return new Outcome(DownloadStatus.ERROR, "error: " + message);
  }
}
