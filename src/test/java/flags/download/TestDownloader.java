package flags.download;

import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Timeouts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Creates downloaders for a server that a test runs. */
final class TestDownloader {
  /** Short, but long enough for a busy machine. */
  static final Timeouts SHORT = new Timeouts(Duration.ofMillis(3100), Duration.ofMillis(4200));

  private TestDownloader() {}

  static Downloader create(String url, Path dest, int concurReq, Timeouts timeouts)
      throws IOException {
    return create(url, () -> false, new FlagClient(concurReq, timeouts), Destination.open(dest));
  }

  static Downloader create(
      String url, Downloader.Fallback fallback, FlagClient client, Destination destination) {
    return new Downloader(url, fallback, client, destination, Downloader.NO_LISTENERS);
  }
}
