package flags.errors;

/** The command line asks for what cannot be; the message says what is wrong, on one line. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }

  /** Returns the same with the name of the option in front. */
  public UsageException withPrefix(String option) {
    return new UsageException(option + " " + getMessage());
  }
}
