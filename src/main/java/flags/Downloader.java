package flags;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import okhttp3.HttpUrl;

/**
 * Downloads one flag; {@code get_flag} and {@code download_one} of {@code flags2_sequential.py} and
 * {@code flags2_asyncio.py}. All strategies share it, from any number of threads, and all handling
 * of errors is here.
 */
final class Downloader {
  private static final Semaphore NO_LIMIT = new Semaphore(Integer.MAX_VALUE);

  private final HttpUrl baseUrl;
  private final StandIn standIn;
  private final Destination destination;
  private final FlagClient client;
  private final Timeouts timeouts;
  private volatile Throwable fault;

  /**
   * @param baseUrl where the flags are, with no slash at its end
   * @param standIn what to start if a connection is refused
   * @param concurReq how many flags are going to be requested at once
   */
  Downloader(
      String baseUrl, StandIn standIn, Destination destination, int concurReq, Timeouts timeouts) {
    this.baseUrl = HttpUrl.get(baseUrl);
    this.standIn = standIn;
    this.destination = destination;
    this.timeouts = timeouts;
    client = new FlagClient(concurReq, timeouts);
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
    try {
      Path image;
      semaphore.acquire();
      try {
        image = getFlag(cc);
      } finally {
        semaphore.release();
      }
      destination.saveFlag(image, cc + ".gif");
      return new Outcome(DownloadStatus.OK, "OK");
    } catch (HttpStatusException e) {
      return e.code == 404
          ? new Outcome(DownloadStatus.NOT_FOUND, "not found: " + e.url)
          : Outcome.error(ErrorText.of(e, timeouts));
    } catch (IOException e) {
      return failed(ErrorText.of(e, timeouts));
    } catch (RuntimeException | Error e) {
      return abandon(e);
    }
  }

  private Outcome failed(String why) {
    return client.isCanceled() ? Outcome.INTERRUPTED : Outcome.error(why);
  }

  /**
   * Gives the run up because of what no server can be blamed for: a bug, or no memory or threads
   * left. The downloads under way shall not drag on; those that are complete still count.
   *
   * @return what becomes of the flag that met with it
   */
  Outcome abandon(Throwable fault) {
    this.fault = fault;
    interrupt();
    return Outcome.INTERRUPTED;
  }

  /** Returns why the run was given up, or null if it was not. */
  Throwable fault() {
    return fault;
  }

  /**
   * Gets the flag of a country into a new file of the destination.
   *
   * <p>The original keeps it in memory; a file bounds what hundreds of endless answers can take.
   */
  private Path getFlag(String cc) throws IOException {
    String code = cc.toLowerCase(Locale.ROOT);
    HttpUrl url = baseUrl.newBuilder().addPathSegment(code).addPathSegment(code + ".gif").build();
    FlagClient.Reader<Path> reader =
        response -> {
          if (response.code() != 200) {
            throw new HttpStatusException(response);
          }
          return destination.write(new GifSource(response.body().source()), cc + ".gif");
        };
    long deadline = System.nanoTime() + timeouts.total().toNanos();
    try {
      return client.get(url, deadline, reader);
    } catch (ConnectException e) {
      if (client.isCanceled() || !standIn.start()) {
        throw e;
      }
      return client.get(url, deadline, reader);
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
