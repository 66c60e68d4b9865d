package flags.http;

import java.io.IOException;
import java.net.ProtocolException;

/**
 * Thrown when a request fails and must not be retried. The cause is the actual failure. OkHttp
 * decides by the type: it does not retry after a {@link ProtocolException}.
 */
final class NoRetryException extends ProtocolException {
  private static final long serialVersionUID = 1;

  NoRetryException(IOException cause) {
    super(cause.getMessage());
    initCause(cause);
  }
}
