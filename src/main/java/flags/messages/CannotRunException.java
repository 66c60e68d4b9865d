package flags.messages;

import java.io.IOException;

/** Thrown when a run is not possible at all. The message says why and what to do, on one line. */
public final class CannotRunException extends IOException {
  public CannotRunException(String message) {
    super(message);
  }
}
