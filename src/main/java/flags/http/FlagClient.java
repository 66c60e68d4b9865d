package flags.http;

import flags.messages.CannotRunException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** The HTTP client of a run. Thread-safe, and shared by all downloads of the run. */
public final class FlagClient implements AutoCloseable {
  private static final int MAX_REDIRECTS = 20;

  private final Timeouts timeouts;
  private final int concurReq;
  private final EnvironmentProxies proxies;
  private final BoundedSockets sockets = new BoundedSockets();
  private final OkHttpClient plain;
  private final ReentrantLock secureLock =
      new ReentrantLock(); // synchronized would pin before Java 24
  private OkHttpClient secure;

  // OkHttp's own list of calls does not include those whose body is still being read.
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean canceled;

  public FlagClient(int concurReq, Timeouts timeouts) {
    this(concurReq, timeouts, System.getenv());
  }

  FlagClient(int concurReq, Timeouts timeouts, Map<String, String> environment) {
    this.timeouts = timeouts;
    this.concurReq = concurReq;
    proxies = new EnvironmentProxies(environment);
    plain =
        new OkHttpClient.Builder()
            // To the server, and to another one that it redirects to. In the jar, the pool closes
            // no idle connections by itself: see flags.pro.
            .connectionPool(new ConnectionPool(2 * concurReq, 1, TimeUnit.MINUTES))
            // Without TLS, so that the trust store is loaded only if it is needed.
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .connectTimeout(timeouts.operation())
            .readTimeout(timeouts.operation())
            .writeTimeout(timeouts.operation())
            .followRedirects(false)
            .socketFactory(sockets)
            .proxySelector(proxies)
            .proxyAuthenticator(proxies)
            // The default of httpx. With HTTP/2, requests would share a connection.
            .protocols(List.of(Protocol.HTTP_1_1))
            // Tries addresses one after the other, as in the original, without a thread for each.
            .fastFallback(false)
            .eventListenerFactory(call -> call.request().tag(EventListener.class))
            .addNetworkInterceptor(new AttemptInterceptor(proxies, sockets))
            .build();
  }

  /** Loads the classes of OkHttp, which takes longer than parsing the command line. */
  public static void load() {
    Request request = request(HttpUrl.get("http://localhost"), EventListener.NONE);
    new FlagClient(1, Timeouts.DEFAULT).plain.newCall(request).cancel();
  }

  /**
   * Sends a GET request and returns the flag. Follows redirects, but never from https to http.
   *
   * @param listener receives the events of the request and of its redirects, in this thread
   * @throws HttpStatusException if the status is not 200
   * @throws ConnectionLostException if the host and port of {@code start}, not those of a redirect,
   *     refuse or lose the connection
   */
  public byte[] get(HttpUrl start, EventListener listener) throws IOException {
    long deadline = System.nanoTime() + timeouts.total().toNanos();
    HttpUrl url = start;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Call call = (url.isHttps() ? secure() : plain).newCall(request(url, listener));
      call.timeout().deadlineNanoTime(deadline);
      calls.add(call);
      // Checked only now: from here on, cancel() finds the call.
      if (canceled) {
        call.cancel();
      }
      sockets.bytesRead.set(0);
      try (Response response = execute(call)) {
        if (response.code() == 200) {
          return Gif.read(response.body().source());
        }
        if (!response.isRedirect() || response.header("Location") == null) {
          throw new HttpStatusException(response);
        }
        url = redirected(response);
      } catch (IOException e) {
        boolean elsewhere = !url.host().equals(start.host()) || url.port() != start.port();
        throw elsewhere || !DownloadErrorMessage.isLost(e) ? e : new ConnectionLostException(e);
      } finally {
        calls.remove(call);
      }
      // Redirects to many hosts must not leave a connection to each.
      if (plain.connectionPool().connectionCount() > 2 * concurReq) {
        close();
      }
    }
    throw new InvalidResponseException("redirected more than " + MAX_REDIRECTS + " times");
  }

  private static Request request(HttpUrl url, EventListener listener) {
    return new Request.Builder().url(url).tag(EventListener.class, listener).build();
  }

  private Response execute(Call call) throws IOException {
    try {
      return call.execute();
    } catch (SocketException | SocketTimeoutException | UnknownHostException e) {
      // while connecting: AttemptInterceptor wraps all later failures
      for (Throwable other : e.getSuppressed()) { // at other addresses of the host
        if (other instanceof SSLException || other instanceof ProtocolException) {
          throw (IOException) other;
        }
      }
      HttpUrl url = call.request().url();
      String reason =
          DownloadErrorMessage.cannotConnect(e, url.host(), proxies.proxy(url), timeouts);
      throw (IOException) new ConnectException(reason).initCause(e);
    } catch (UncheckedIOException e) {
      throw e.getCause(); // from EnvironmentProxies
    } catch (RuntimeException e) { // OkHttp is not prepared for this response
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

  private OkHttpClient secure() throws CannotRunException {
    secureLock.lock();
    try {
      if (secure == null) {
        secure = plain.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)).build();
      }
      String file = System.getProperty("javax.net.ssl.trustStore", "NONE");
      // Instead of a file that it cannot read, Java would use its own. NONE stands for no file.
      boolean absent = !file.equals("NONE") && !new File(file).canRead();
      if (absent || secure.x509TrustManager().getAcceptedIssuers().length == 0) {
        throw new IOException("it is missing, empty or needs its password");
      }
      return secure;
    } catch (Exception e) { // OkHttp throws undeclared exceptions here
      throw new CannotRunException(DownloadErrorMessage.trustStore(e));
    } finally {
      secureLock.unlock();
    }
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
