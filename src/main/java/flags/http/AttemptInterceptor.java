package flags.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Handles each attempt at a request: adds the login for a proxy, and rejects what OkHttp would
 * misread.
 *
 * <p>It also overrides OkHttp's retries. OkHttp retries after a 408, and after a 503 with {@code
 * Retry-After: 0}; a delay of one second, for which nothing waits, prevents that. It retries if a
 * connection breaks, but not if it delivers something other than a response; here, a request is
 * retried in both cases, but only on a reused connection, which may have been closed in the
 * meantime, or deliver the rest of a body that is longer than announced.
 */
final class AttemptInterceptor implements Interceptor {
  private static final int MAX_HEADERS = 256 << 10; // OkHttp's limit

  private final EnvironmentProxies proxies;
  private final BoundedSockets sockets;

  // Connections that have delivered a response: a later request on one of them reuses it.
  private final Set<Connection> responded = ConcurrentHashMap.newKeySet();

  AttemptInterceptor(EnvironmentProxies proxies, BoundedSockets sockets) {
    this.proxies = proxies;
    this.sockets = sockets;
  }

  @Override
  public Response intercept(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    boolean secure = chain.connection().handshake() != null;
    if (!secure && chain.connection().route().proxy().type() == Proxy.Type.HTTP) {
      request = proxies.authorized(request);
    }
    Response response;
    sockets.bytesRead.set(0); // of this attempt
    try {
      response = chain.proceed(request);
    } catch (IOException e) {
      if (responded.remove(chain.connection()) && !(e instanceof InterruptedIOException)) {
        throw new IOException(e);
      }
      if (e.getCause() instanceof EOFException && sockets.bytesRead.get() > MAX_HEADERS) {
        e = new InvalidResponseException("the headers are larger than 256 KiB");
      }
      if (secure && e instanceof SocketException) { // with TLS 1.3, if it wants a certificate
        e = new SSLException("the server refused it", e);
      }
      throw noRetry(e);
    }
    responded.add(chain.connection());
    if (response.code() == 407) { // after which OkHttp would ask for credentials
      throw noRetry(new HttpStatusException(response));
    }
    requireEnd(response);
    // Without a content type: OkHttp would load the classes that parse it, and nothing needs it.
    var body = ResponseBody.create(response.body().source(), null, response.body().contentLength());
    return response.newBuilder().header("Retry-After", "1").body(body).build();
  }

  /** Returns an exception of the type after which OkHttp does not retry. */
  private static IOException noRetry(IOException cause) {
    return (IOException) new ProtocolException(cause.getMessage()).initCause(cause);
  }

  /** Rejects headers that OkHttp ignores: it would wait for the connection to close. */
  private static void requireEnd(Response response) throws ProtocolException {
    String coding = response.header("Transfer-Encoding", "identity");
    boolean chunked = coding.equalsIgnoreCase("chunked");
    if (!chunked && !coding.equalsIgnoreCase("identity")) {
      throw new ProtocolException("Transfer-Encoding " + coding);
    }
    String length = response.header("Content-Length");
    if (!chunked && length != null && response.body().contentLength() < 0) {
      throw new ProtocolException("Content-Length " + length);
    }
  }
}
