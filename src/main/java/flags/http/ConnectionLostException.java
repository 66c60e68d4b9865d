package flags.http;

import java.io.IOException;

/** Thrown when the server refuses the connection, or closes it before the response is complete. */
public final class ConnectionLostException extends IOException {
  private static final long serialVersionUID = 1;

  ConnectionLostException(IOException cause) {
    super(cause);
  }
}
