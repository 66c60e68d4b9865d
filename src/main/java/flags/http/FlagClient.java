package flags.http;

import flags.errors.CannotRunException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** The HTTP client of a run. Thread-safe, and shared by all downloads of the run. */
public final class FlagClient implements AutoCloseable {
  private static final int MAX_REDIRECTS = 20;

  private final Timeouts timeouts;
  private final int maxConnections;
  private final EnvironmentProxies proxies = new EnvironmentProxies(System.getenv());
  private final OkHttpClient plain;
  private final Lock secureLock = new ReentrantLock();
  private OkHttpClient secure;

  // Connections that have delivered a response: a later request on one of them reuses it.
  private final Set<Connection> responded =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  // OkHttp's own list of calls does not include those whose body is still being read.
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean canceled;

  /**
   * @param concurReq the maximum number of requests in flight; each may use one connection to the
   *     server, and one to another server that it redirects to
   */
  public FlagClient(int concurReq, Timeouts timeouts) {
    this.timeouts = timeouts;
    maxConnections = 2 * concurReq;
    plain =
        new OkHttpClient.Builder()
            // In the jar, the pool keeps connections for longer: see flags.pro.
            .connectionPool(new ConnectionPool(maxConnections, 1, TimeUnit.MINUTES))
            // Without TLS, so that the trust store is loaded only if it is needed.
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .connectTimeout(timeouts.operation())
            .readTimeout(timeouts.operation())
            .writeTimeout(timeouts.operation())
            .followRedirects(false)
            .proxySelector(proxies)
            .proxyAuthenticator(proxies)
            // The default of httpx. With HTTP/2, requests would share a connection.
            .protocols(List.of(Protocol.HTTP_1_1))
            // Tries addresses one after the other, as in the original, without a thread for each.
            .fastFallback(false)
            .eventListenerFactory(FlagClient::listener)
            .addNetworkInterceptor(this::intercept)
            .build();
  }

  /**
   * Overrides OkHttp's retries and parsing.
   *
   * <p>OkHttp retries after a 408, and after a 503 with {@code Retry-After: 0}. This program
   * requests a flag once, so every response gets a delay of one second, which prevents the retry.
   * Nothing waits for it.
   *
   * <p>OkHttp retries if a connection breaks, possibly at the next address of the host, but not if
   * a connection delivers something other than a response. This program retries in both cases, but
   * only on a reused connection: it may have been closed in the meantime, or it may deliver the
   * rest of a body that is longer than announced, which is not the fault of the next flag. On a new
   * connection, a flag is requested only once.
   *
   * <p>OkHttp parses the content type of every body. The type is not needed here, so bodies get
   * none.
   */
  private Response intercept(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    boolean secure = chain.connection().handshake() != null;
    if (!secure && chain.connection().route().proxy().type() == Proxy.Type.HTTP) {
      request = proxies.authorized(request);
    }
    Response response;
    try {
      response = chain.proceed(request);
    } catch (InterruptedIOException e) {
      throw e; // a timeout, after which OkHttp does not retry
    } catch (IOException e) {
      if (responded.contains(chain.connection())) {
        throw new IOException(e);
      }
      // With TLS 1.3, a server may reject the client's certificate after the request has begun.
      boolean refused = secure && e instanceof SocketException;
      throw new NoRetryException(refused ? new SSLException("the server refused it", e) : e);
    }
    responded.add(chain.connection());
    if (response.code() == HttpURLConnection.HTTP_PROXY_AUTH) {
      throw new NoRetryException(
          new HttpStatusException(response)); // or OkHttp asks for credentials
    }
    requireEnd(response);
    var body = ResponseBody.create(response.body().source(), null, response.body().contentLength());
    return response.newBuilder().header("Retry-After", "1").body(body).build();
  }

  /**
   * Rejects a body whose end cannot be determined: OkHttp would wait for the connection to close.
   */
  private static void requireEnd(Response response) throws ProtocolException {
    for (String length : response.headers("Content-Length")) {
      if (!isNumber(length)) {
        throw new ProtocolException("Content-Length " + length);
      }
    }
    String coding = response.header("Transfer-Encoding", "identity");
    if (!coding.equalsIgnoreCase("chunked") && !coding.equalsIgnoreCase("identity")) {
      throw new ProtocolException("Transfer-Encoding " + coding);
    }
  }

  private static boolean isNumber(String text) { // no regular expression: every run calls this
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 18;
  }

  /**
   * Loads the classes of OkHttp. This takes longer than parsing the command line, so call it in
   * another thread.
   */
  public static void load() {
    var client = new FlagClient(1, Timeouts.DEFAULT);
    var request = new Request.Builder().url("http://localhost").build();
    client.plain.newCall(request).cancel();
  }

  /** Reads a response, which is closed afterwards. */
  public interface Reader<T> {
    T read(Response response) throws IOException;
  }

  /**
   * Sends a GET request and follows redirects, but never from https to http.
   *
   * @param listener receives the events of the request
   * @param reader receives the response, whatever its status
   * @param deadline when to give up, as returned by {@link #deadline}
   * @throws ConnectionLostException if the host and port of {@code start}, not those of a redirect,
   *     refuse or lose the connection
   * @throws IOException if no response arrives, the reader fails, or {@link #cancel} is called
   */
  public <T> T get(HttpUrl start, RequestListener listener, long deadline, Reader<T> reader)
      throws IOException {
    HttpUrl url = start;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Call call = client(url).newCall(request(url, listener));
      call.timeout().deadlineNanoTime(deadline);
      calls.add(call);
      // Checked only now: from here on, cancel() finds the call.
      if (canceled) {
        call.cancel();
      }
      try (Response response = execute(call)) {
        if (!response.isRedirect() || response.header("Location") == null) {
          return reader.read(response);
        }
        url = redirected(response);
      } catch (IOException e) {
        boolean elsewhere = !url.host().equals(start.host()) || url.port() != start.port();
        throw elsewhere || !isLost(e) ? e : new ConnectionLostException(e);
      } finally {
        calls.remove(call);
      }
      closeIdleIfMany();
    }
    throw new InvalidResponseException("redirected more than " + MAX_REDIRECTS + " times");
  }

  private static boolean isLost(IOException e) {
    if (e instanceof InterruptedIOException) { // a timeout
      return false;
    }
    return e instanceof SocketException
        || e instanceof EOFException
        || e instanceof ProtocolException && "unexpected end of stream".equals(e.getMessage())
        || e.getCause() instanceof IOException cause && isLost(cause);
  }

  private static Request request(HttpUrl url, RequestListener listener) {
    var request = new Request.Builder().url(url);
    return listener == RequestListener.NONE
        ? request.build()
        : request.tag(RequestListener.class, listener).build();
  }

  private static EventListener listener(Call call) {
    RequestListener listener = call.request().tag(RequestListener.class);
    return listener == null ? RequestListener.NONE : listener;
  }

  private static Response execute(Call call) throws IOException {
    try {
      return call.execute();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // from EnvironmentProxies
    } catch (RuntimeException e) {
      // OkHttp is not prepared for this response
      throw new InvalidResponseException("not a valid HTTP response: " + e.getMessage());
    }
  }

  private static HttpUrl redirected(Response response) throws InvalidResponseException {
    HttpUrl from = response.request().url();
    String location = response.header("Location");
    HttpUrl to = from.resolve(location);
    if (to == null) {
      throw new InvalidResponseException(
          "redirected to an address that is neither http nor https: " + location);
    }
    if (from.isHttps() && !to.isHttps()) {
      throw new InvalidResponseException("redirected from https to http, to " + to);
    }
    return to;
  }

  /**
   * Closes the idle connections if there are too many, so that redirects to many hosts do not leave
   * a connection to each. Both clients share the pool.
   */
  private void closeIdleIfMany() {
    if (plain.connectionPool().connectionCount() > maxConnections) {
      plain.connectionPool().evictAll();
    }
  }

  private OkHttpClient client(HttpUrl url) throws CannotRunException {
    return url.isHttps() ? secure() : plain;
  }

  private OkHttpClient secure() throws CannotRunException {
    secureLock.lock(); // synchronized would pin carrier threads before Java 24
    try {
      if (secure == null) {
        secure = plain.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)).build();
      }
      return secure;
    } catch (Exception e) { // OkHttp throws undeclared exceptions here
      throw new CannotRunException("cannot use the trust store " + trustStore() + ": " + root(e));
    } finally {
      secureLock.unlock();
    }
  }

  private static String trustStore() {
    String file = System.getProperty("javax.net.ssl.trustStore");
    return file == null ? "of " + System.getProperty("java.home") : "'" + file + "'";
  }

  private static String root(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null || cause.getMessage() == null ? e.getMessage() : root(cause);
  }

  /** Returns the {@link System#nanoTime} at which a download that starts now times out. */
  public long deadline() {
    return System.nanoTime() + timeouts.total().toNanos();
  }

  /** Returns the reason why a download failed, on one line. */
  public String reason(IOException e) {
    return DownloadErrorMessage.of(e, timeouts);
  }

  /** Cancels all requests in flight, in whichever thread they are, and all later ones. */
  public void cancel() {
    canceled = true;
    calls.forEach(Call::cancel);
  }

  public boolean isCanceled() {
    return canceled;
  }

  /** Closes the idle connections. */
  @Override
  public void close() {
    plain.connectionPool().evictAll();
  }
}
