package flags.http;

import java.io.IOException;
import okhttp3.Response;

/** A response with a status other than 200. */
public final class HttpStatusException extends IOException {
  private static final long serialVersionUID = 1;

  private static final int TEAPOT = 418;

  private final int code;
  private final String url;

  public HttpStatusException(Response response) {
    super("HTTP error " + response.code() + reason(response));
    code = response.code();
    url = response.request().url().toString();
  }

  /** Returns the status. */
  public int code() {
    return code;
  }

  /** Returns what was asked for, after all redirects. */
  public String url() {
    return url;
  }

  /** Leaves out the stack trace: a missing flag is common, and nobody looks at it. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  private static String reason(Response response) {
    String reason = response.message().strip();
    if (reason.isEmpty() && response.code() == TEAPOT) {
      reason = "I'm a Teapot"; // which our own server cannot say, as the JDK's knows no such status
    }
    return reason.isEmpty() ? "" : " - " + reason;
  }
}
