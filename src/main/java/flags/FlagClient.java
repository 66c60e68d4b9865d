package flags;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** The one HTTP client of a run, shared by all its downloads. */
final class FlagClient {
  private static final int MAX_REDIRECTS = 20;

  private final int maxConnections;
  private final OkHttpClient plain;
  private OkHttpClient secure;

  // OkHttp's own list of calls lacks those whose body is still being read.
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean canceled;

  /**
   * @param concurReq how many requests may be under way at once; each may have one connection to
   *     the server and one to another that it redirects to
   */
  FlagClient(int concurReq, Timeouts timeouts) {
    maxConnections = 2 * concurReq;
    plain =
        new OkHttpClient.Builder()
            // In the jar it keeps them for longer, see flags.pro.
            .connectionPool(new ConnectionPool(maxConnections, 1, TimeUnit.MINUTES))
            // Without TLS, so that the trust store is loaded only where it is needed.
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .connectTimeout(timeouts.operation())
            .readTimeout(timeouts.operation())
            .writeTimeout(timeouts.operation())
            .followRedirects(false)
            // Addresses one after the other, as in the original, without a thread for each.
            .fastFallback(false)
            .addNetworkInterceptor(FlagClient::intercept)
            .build();
  }

  /**
   * Makes up for what OkHttp does on its own.
   *
   * <p>It asks again after a 408, and after a 503 with {@code Retry-After: 0}. A flag is asked for
   * once, so every answer gets a delay, which nobody waits for.
   *
   * <p>It asks again on a new connection where a kept one turns out to be dead, but not where the
   * kept one delivers what is no answer, such as the rest of a body longer than announced, for
   * which the next flag is not to blame; so that looks like a dead connection here.
   *
   * <p>It parses the content type of every body, which nobody asks for: so bodies have none.
   */
  private static Response intercept(Interceptor.Chain chain) throws IOException {
    Response response;
    try {
      response = chain.proceed(chain.request());
    } catch (ProtocolException e) {
      throw new IOException(e);
    }
    if (response.code() == HttpURLConnection.HTTP_PROXY_AUTH) {
      throw new HttpStatusException(response); // which OkHttp would take for a fault of its own
    }
    if (response.body().contentLength() < -1) {
      // OkHttp would fail to read such a body, and to let go of the connection.
      throw new ProtocolException("Content-Length " + response.body().contentLength());
    }
    var body = ResponseBody.create(response.body().source(), null, response.body().contentLength());
    return response.newBuilder().header("Retry-After", "1").body(body).build();
  }

  /** Loads the classes of OkHttp, which takes longer than to read the command line meanwhile. */
  static void load() {
    var client = new FlagClient(1, Timeouts.DEFAULT);
    var request = new Request.Builder().url("http://localhost").build();
    client.plain.newCall(request).cancel();
  }

  /** What to do with an answer; it is closed afterwards. */
  interface Reader<T> {
    T read(Response response) throws IOException;
  }

  /**
   * Gets a page and follows redirects, but never from https to http.
   *
   * @param reader gets the answer, whatever its status
   * @param deadline until when, by {@link System#nanoTime}, all is to be done
   * @throws IOException if there is no answer, or the reader or {@link #cancel} ends it
   */
  <T> T get(HttpUrl url, long deadline, Reader<T> reader) throws IOException {
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Call call = client(url).newCall(new Request.Builder().url(url).build());
      call.timeout().deadlineNanoTime(deadline);
      calls.add(call);
      // Asked only now: a cancel() from here on finds the call.
      if (canceled) {
        call.cancel();
      }
      try (Response response = call.execute()) {
        if (!response.isRedirect() || response.header("Location") == null) {
          return reader.read(response);
        }
        url = redirected(response);
      } finally {
        calls.remove(call);
      }
      closeIdleIfMany();
    }
    throw new BadAnswerException("redirected more than " + MAX_REDIRECTS + " times");
  }

  private static HttpUrl redirected(Response response) throws BadAnswerException {
    HttpUrl from = response.request().url();
    String location = response.header("Location");
    HttpUrl to = from.resolve(location);
    if (to == null) {
      throw new BadAnswerException("redirected to no http or https address: " + location);
    }
    if (from.isHttps() && !to.isHttps()) {
      throw new BadAnswerException("redirected from https to http, to " + to);
    }
    return to;
  }

  /**
   * Keeps redirects to ever more hosts from leaving a connection to each. Both clients have the
   * same pool.
   */
  private void closeIdleIfMany() {
    if (plain.connectionPool().connectionCount() > maxConnections) {
      plain.connectionPool().evictAll();
    }
  }

  private OkHttpClient client(HttpUrl url) {
    return url.isHttps() ? secure() : plain;
  }

  private synchronized OkHttpClient secure() {
    if (secure == null) {
      secure = plain.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)).build();
    }
    return secure;
  }

  /** Ends all requests at once, in whichever thread they are, and those still to begin. */
  void cancel() {
    canceled = true;
    calls.forEach(Call::cancel);
  }

  boolean isCanceled() {
    return canceled;
  }
}
