package flags;

import flags.files.Destination;
import flags.files.Destination.NewFlag;
import flags.http.ConnectionLostException;
import flags.http.FlagClient;
import flags.http.GifSource;
import flags.http.HttpStatusException;
import flags.http.RequestListener;
import flags.http.Trace;
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
 * {@code flags2_asyncio.py}. All strategies share it, from any number of threads, and all handling
 * of errors is here.
 */
final class Downloader {
  private static final int MAX_ATTEMPTS = 3;
  private static final Semaphore NO_LIMIT = new Semaphore(Integer.MAX_VALUE);

  private final HttpUrl baseUrl;
  private final FallbackServer fallback;
  private final FlagClient client;
  private final Destination destination;
  private final RequestListener recorder;

  /**
   * @param baseUrl where the flags are, with no slash at its end
   * @param fallback what to start if a connection is refused or lost
   * @param recorder gets to know of every request
   */
  Downloader(
      String baseUrl,
      FallbackServer fallback,
      FlagClient client,
      Destination destination,
      RequestListener recorder) {
    this.baseUrl = HttpUrl.get(baseUrl);
    this.fallback = fallback;
    this.client = client;
    this.destination = destination;
    this.recorder = recorder;
  }

  /** Downloads the flag of a country and saves it as {@code CC.gif}. */
  Outcome downloadOne(String cc) throws InterruptedException {
    return downloadOne(cc, NO_LIMIT);
  }

  /**
   * Downloads the flag of a country and saves it as {@code CC.gif}.
   *
   * @param semaphore held during the request, not while the flag is moved to its place
   */
  Outcome downloadOne(String cc, Semaphore semaphore) throws InterruptedException {
    Trace trace = recorder.trace(cc);
    Outcome outcome = downloadOne(cc, semaphore, trace);
    trace.completed(outcome);
    return outcome;
  }

  private Outcome downloadOne(String cc, Semaphore semaphore, Trace trace)
      throws InterruptedException {
    try {
      NewFlag flag;
      semaphore.acquire();
      try {
        trace.started();
        flag = getFlag(cc, trace);
      } finally {
        trace.ended();
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
      return failed(client.reason(e));
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // a bug or a lack of memory; libraries also throw undeclared exceptions
      return Outcome.fault(e);
    }
  }

  private Outcome failed(String why) {
    return client.isCanceled() ? Outcome.INTERRUPTED : Outcome.error(why);
  }

  /**
   * Gets the flag of a country into a new file of the destination.
   *
   * <p>The original keeps it in memory; a file bounds what hundreds of endless responses can take.
   */
  private NewFlag getFlag(String cc, Trace trace) throws IOException {
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
        return client.get(url, trace, deadline, reader);
      } catch (ConnectionLostException e) {
        // The server may have been another run's and ended with it, and a third run's taken over.
        if (own || attempt == MAX_ATTEMPTS || client.isCanceled() || !fallback.start()) {
          throw e;
        }
      }
    }
  }

  /**
   * Ends the requests under way and lets no more begin: what has not completed by then ends as
   * {@link DownloadStatus#INTERRUPTED}.
   */
  void interrupt() {
    client.cancel();
  }
}
