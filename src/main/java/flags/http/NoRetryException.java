package flags.http;

import java.io.IOException;
import java.net.ProtocolException;

/**
 * The failure of a request that is not to be sent again; its cause is what happened. OkHttp goes by
 * the type: after a {@link ProtocolException} it gives up.
 */
public final class NoRetryException extends ProtocolException {
  private static final long serialVersionUID = 1;

  NoRetryException(IOException cause) {
    super(cause.getMessage());
    initCause(cause);
  }
}
