package flags.http;

import java.io.IOException;
import okhttp3.Response;

/** Thrown when a response has a status other than 200. */
public final class HttpStatusException extends IOException {
  private final int code;
  private final String url;

  HttpStatusException(Response response) {
    super("HTTP error " + response.code() + reason(response));
    code = response.code();
    url = response.request().url().toString();
  }

  public int code() {
    return code;
  }

  /** Returns the requested URL, after all redirects. */
  public String url() {
    return url;
  }

  private static String reason(Response response) {
    String reason = response.message().strip();
    if (reason.isEmpty() && response.code() == 418) {
      reason = "I'm a Teapot"; // our server is the JDK's, which has no phrase for 418
    }
    return reason.isEmpty() ? "" : " - " + reason;
  }
}
