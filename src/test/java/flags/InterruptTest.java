package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.RequestListenerFactory;
import flags.http.Timeouts;
import flags.outcome.DownloadStatus;
import flags.settings.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupts the downloads of a run; {@link SignalsTest} covers the signals. */
class InterruptTest {
  @TempDir private Path dest;

  @ParameterizedTest
  @EnumSource(Strategy.class)
  @Timeout(60) // in case the requests are not canceled
  void cancelsInFlightRequestsAndSkipsTheRest(Strategy strategy) throws Exception {
    int concurReq = Math.min(3, strategy.maxConcurReq);
    var first = new AtomicBoolean(true);
    var hanging = new CountDownLatch(concurReq);
    var never = new CountDownLatch(1);
    try (var server =
        new RawServer(
            cc ->
                first.getAndSet(false)
                    ? RawServer.flag()
                    : (out, socket) -> {
                      hanging.countDown();
                      never.await();
                      return false;
                    })) {
      var longTimeouts = new Timeouts(Duration.ofMinutes(5), Duration.ofMinutes(5));
      var downloader =
          new Downloader(
              server.url(),
              FaultsTest.NO_FALLBACK,
              new FlagClient(concurReq, longTimeouts),
              Destination.open(dest),
              RequestListenerFactory.NONE);
      List<String> ccList = List.of("XA", "XB", "XC", "XD", "XE", "XF");
      var run =
          new FutureTask<>(
              () ->
                  Strategies.create(strategy)
                      .downloadMany(ccList, downloader, concurReq, Progress.NONE));
      Thread.ofPlatform().daemon().start(run);
      assertTrue(hanging.await(20, TimeUnit.SECONDS), "the flags were not requested");

      downloader.interrupt();

      assertEquals(
          Map.of(DownloadStatus.OK, 1, DownloadStatus.INTERRUPTED, 5),
          run.get(40, TimeUnit.SECONDS));
      assertEquals(1 + concurReq, server.requestedCodes.size(), "more flags were requested");
    }
  }
}
