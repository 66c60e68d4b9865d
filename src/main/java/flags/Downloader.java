package flags;

import flags.files.Destination;
import flags.files.Destination.NewFlag;
import flags.http.ConnectionLostException;
import flags.http.FlagClient;
import flags.http.GifSource;
import flags.http.HttpStatusException;
import flags.http.RequestListener;
import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import flags.server.FallbackServer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import okhttp3.HttpUrl;

/**
 * Downloads one flag; {@code get_flag} and {@code download_one} of {@code flags2_sequential.py} and
 * {@code flags2_asyncio.py}. Thread-safe, and shared by all strategies. All errors of a download
 * are handled here.
 */
final class Downloader {
  private static final int MAX_ATTEMPTS = 3;
  private static final Semaphore NO_LIMIT = new Semaphore(Integer.MAX_VALUE);

  private final HttpUrl baseUrl;
  private final FallbackServer fallback;
  private final FlagClient client;
  private final Destination destination;
  private final RequestListener.Factory listeners;

  /**
   * @param baseUrl the base URL of the flags, without a trailing slash
   * @param fallback the server to start if a connection is refused or lost
   * @param listeners creates a listener for each request
   */
  Downloader(
      String baseUrl,
      FallbackServer fallback,
      FlagClient client,
      Destination destination,
      RequestListener.Factory listeners) {
    this.baseUrl = HttpUrl.get(baseUrl);
    this.fallback = fallback;
    this.client = client;
    this.destination = destination;
    this.listeners = listeners;
  }

  Outcome downloadOne(String cc) throws InterruptedException {
    return downloadOne(cc, NO_LIMIT);
  }

  /**
   * Downloads a country's flag and saves it as {@code CC.gif}.
   *
   * @param semaphore held during the request, but not while the file is renamed
   */
  Outcome downloadOne(String cc, Semaphore semaphore) throws InterruptedException {
    RequestListener listener = listeners.create(cc);
    Outcome outcome = downloadOne(cc, semaphore, listener);
    listener.completed(outcome);
    return outcome;
  }

  private Outcome downloadOne(String cc, Semaphore semaphore, RequestListener listener)
      throws InterruptedException {
    try {
      NewFlag flag;
      semaphore.acquire();
      try {
        listener.started();
        flag = getFlag(cc, listener);
      } finally {
        listener.ended();
        semaphore.release();
      }
      flag.commit();
      return new Outcome(DownloadStatus.OK, "OK");
    } catch (HttpStatusException e) {
      return e.code() == 404
          ? new Outcome(DownloadStatus.NOT_FOUND, "not found: " + e.url())
          : Outcome.error(client.reason(e));
    } catch (FileSystemException e) {
      return Outcome.cannotSave(client.reason(e));
    } catch (IOException e) {
      return client.isCanceled() ? Outcome.INTERRUPTED : Outcome.error(client.reason(e));
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // a bug or lack of memory; libraries also throw undeclared exceptions
      interrupt(); // at once: the rest may need memory
      return Outcome.fault(e);
    }
  }

  /**
   * Downloads a country's flag to a new temporary file in the destination.
   *
   * <p>The original keeps the flag in memory. Here, each response goes to a file as it arrives, so
   * that hundreds of endless responses cannot fill the memory.
   */
  private NewFlag getFlag(String cc, RequestListener listener) throws IOException {
    String code = cc.toLowerCase(Locale.ROOT);
    HttpUrl url = baseUrl.newBuilder().addPathSegment(code).addPathSegment(code + ".gif").build();
    FlagClient.Reader<NewFlag> reader =
        response -> {
          if (response.code() != 200) {
            throw new HttpStatusException(response);
          }
          return destination.write(new GifSource(response.body().source()), cc);
        };
    long deadline = client.deadline();
    for (int attempt = 1; ; attempt++) {
      boolean own = fallback.serves();
      try {
        return client.get(url, listener, deadline, reader);
      } catch (ConnectionLostException e) {
        // The server may have belonged to another run and stopped with it, and then a third run's
        // server may have taken over: hence more than two attempts.
        if (own || attempt == MAX_ATTEMPTS || client.isCanceled() || !fallback.start()) {
          throw e;
        }
      }
    }
  }

  /**
   * Cancels the requests in flight and starts no others: downloads that are not complete by then
   * end as {@link DownloadStatus#INTERRUPTED}.
   */
  void interrupt() {
    client.cancel();
  }
}
