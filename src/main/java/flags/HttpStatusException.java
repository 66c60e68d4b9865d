package flags;

import java.net.ProtocolException;
import okhttp3.Response;

/** An answer with a status other than 200. */
final class HttpStatusException extends ProtocolException {
  private static final long serialVersionUID = 1;

  final int code;
  final String url;

  HttpStatusException(Response response) {
    super("HTTP error " + response.code() + reason(response));
    code = response.code();
    url = response.request().url().toString();
  }

  /** Leaves out the stack trace: a missing flag is common, and nobody looks at it. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  private static String reason(Response response) {
    String reason = response.message().strip();
    if (reason.isEmpty()) {
      reason = ReasonPhrase.of(response.code());
    }
    return reason.isEmpty() ? "" : " - " + reason;
  }
}
