package flags.http;

import java.io.IOException;

/** The server refused the connection, or closed it before the response was complete. */
public final class ConnectionLostException extends IOException {
  private static final long serialVersionUID = 1;

  ConnectionLostException(IOException cause) {
    super(cause);
  }
}
