package flags.errors;

import java.io.IOException;

/** The run cannot be done at all; the message says why and what to do, on one line. */
public final class CannotRunException extends IOException {
  private static final long serialVersionUID = 1;

  public CannotRunException(String message) {
    super(message);
  }
}
