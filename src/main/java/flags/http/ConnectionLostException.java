package flags.http;

import java.io.IOException;

/** Thrown when a server cannot be connected to, or closes the connection too early. */
public final class ConnectionLostException extends IOException {
  ConnectionLostException(IOException cause) {
    super(cause);
  }
}
