package flags.download;

import flags.files.Destination;
import flags.http.ConnectionLostException;
import flags.http.FlagClient;
import flags.http.HttpStatusException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.EventListener;
import okhttp3.HttpUrl;

/**
 * Downloads one flag; {@code get_flag} and {@code download_one} of {@code flags2_sequential.py} and
 * {@code flags2_asyncio.py}. Thread-safe, and shared by all strategies. All failures of a download
 * are handled here.
 */
public final class Downloader {
  /** What to do if a connection is refused or lost. */
  @FunctionalInterface
  public interface Fallback {
    /** Starts a server if necessary. Returns whether it makes sense to retry. Thread-safe. */
    boolean takeOver() throws IOException;
  }

  static final Function<String, EventListener> NO_LISTENERS = cc -> EventListener.NONE;

  private final HttpUrl baseUrl;
  private final Fallback fallback;
  private final FlagClient client;
  private final Destination destination;
  private final Function<String, EventListener> listeners;

  /**
   * @param baseUrl the base URL of the flags, without a trailing slash
   * @param fallback called if the server may have belonged to another run, which has ended
   * @param listeners creates a listener for the requests for a country's flag
   */
  public Downloader(
      String baseUrl,
      Fallback fallback,
      FlagClient client,
      Destination destination,
      Function<String, EventListener> listeners) {
    this.baseUrl = HttpUrl.get(baseUrl);
    this.fallback = fallback;
    this.client = client;
    this.destination = destination;
    this.listeners = listeners;
  }

  /** Downloads a country's flag and saves it as {@code CC.gif}. */
  Outcome downloadOne(String cc) {
    try {
      byte[] image = getFlag(cc);
      destination.saveFlag(image, cc + ".gif");
      return new Outcome(DownloadStatus.OK, "OK");
    } catch (HttpStatusException e) {
      return e.code() == 404
          ? new Outcome(DownloadStatus.NOT_FOUND, "not found: " + e.url())
          : Outcome.error(client.reason(e));
    } catch (FileSystemException e) {
      return Outcome.cannotSave(client.reason(e));
    } catch (IOException e) {
      return client.isCanceled() ? Outcome.INTERRUPTED : Outcome.error(client.reason(e));
    } catch (RuntimeException | Error e) {
      client.cancel(); // a bug ends the run, which otherwise first waits for all other downloads
      throw e;
    }
  }

  private byte[] getFlag(String cc) throws IOException {
    String code = cc.toLowerCase(Locale.ROOT);
    HttpUrl url = baseUrl.newBuilder().addPathSegment(code).addPathSegment(code + ".gif").build();
    EventListener listener = listeners.apply(cc);
    try {
      return client.get(url, listener);
    } catch (ConnectionLostException e) {
      if (client.isCanceled() || !fallback.takeOver()) {
        throw e;
      }
      return client.get(url, listener);
    }
  }
}
