package flags;

import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.RequestListener;
import flags.http.Timeouts;
import flags.server.FallbackServer;
import flags.server.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Creates downloaders for a server that a test runs. */
final class TestDownloader {
  /** Short, but long enough for a busy machine. */
  static final Timeouts SHORT = new Timeouts(Duration.ofMillis(3100), Duration.ofMillis(6200));

  static final FallbackServer NO_FALLBACK =
      new FallbackServer(new Site("URL", "http://localhost", -1, null), System.err);

  private TestDownloader() {}

  static Downloader create(String url, Path dest, int concurReq, Timeouts timeouts)
      throws IOException {
    return new Downloader(
        url,
        NO_FALLBACK,
        new FlagClient(concurReq, timeouts),
        Destination.open(dest),
        RequestListener.NONE);
  }
}
