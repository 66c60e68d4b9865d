package flags.http;

import java.io.IOException;

/** Thrown when the server's response cannot be used as a flag. The message says why. */
final class InvalidResponseException extends IOException {
  InvalidResponseException(String message) {
    super(message);
  }
}
