package flags;

/** The command line asks for what cannot be; the message says what is wrong, on one line. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
