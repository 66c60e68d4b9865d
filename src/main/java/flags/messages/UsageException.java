package flags.messages;

/** Thrown when the command line is not valid. The message says what is wrong, on one line. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }
}
