package flags.http;

import java.io.IOException;

/** Thrown when the server refuses the connection, or closes it before the response is complete. */
public final class ConnectionLostException extends IOException {
  ConnectionLostException(IOException cause) {
    super(cause);
  }
}
