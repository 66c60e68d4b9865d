package flags.http;

import java.io.IOException;

/** The server responded, but with nothing to make a flag of; the message says in what respect. */
public final class InvalidResponseException extends IOException {
  private static final long serialVersionUID = 1;

  InvalidResponseException(String message) {
    super(message);
  }
}
