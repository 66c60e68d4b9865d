package flags;

import java.io.IOException;

/** The run cannot be done at all; the message says why and what to do, on one line. */
final class CannotRunException extends IOException {
  private static final long serialVersionUID = 1;

  CannotRunException(String message) {
    super(message);
  }
}
