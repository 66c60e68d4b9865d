package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Recorder;
import flags.http.Timeouts;
import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What all strategies have to do. */
class DownloadManyTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path dest;

  private Map<DownloadStatus, Integer> downloadMany(
      Strategy strategy, List<String> ccList, int concurReq, Progress progress) throws Exception {
    var downloader =
        new Downloader(
            server.url("/flags").toString(),
            FaultsTest.NO_STAND_IN,
            new FlagClient(concurReq, Timeouts.DEFAULT),
            Destination.open(dest),
            Recorder.NONE);
    return strategy.create().downloadMany(ccList, downloader, concurReq, progress);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void asksForEveryCodeOnceAndTalliesTheOutcomes(Strategy strategy) throws Exception {
    var site =
        new FlagSite("BA", "BB", "BD") {
          @Override
          MockResponse answer(String cc) throws InterruptedException {
            return cc.equals("BX") ? FlagSite.status(418) : super.answer(cc);
          }
        };
    server.setDispatcher(site);
    List<String> ccList = FlagsCommon.expandCcArgs(false, false, List.of("b"), 99, dest);
    var caller = Thread.currentThread();
    var completed = new ArrayList<String>();

    var counter =
        downloadMany(
            strategy,
            ccList,
            Math.min(4, strategy.maxConcurReq),
            new Progress() {
              @Override
              public void completed(String cc, Outcome outcome) {
                assertEquals(caller, Thread.currentThread());
                assertEquals(cc.equals("BX"), outcome.status() == DownloadStatus.ERROR);
                completed.add(cc);
              }

              @Override
              public void close() {}
            });

    assertEquals(
        new EnumMap<>(
            Map.of(DownloadStatus.OK, 3, DownloadStatus.NOT_FOUND, 22, DownloadStatus.ERROR, 1)),
        counter);
    assertEquals(ccList, site.asked.stream().sorted().toList());
    assertEquals(ccList, completed.stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource({"SEQUENTIAL, 1", "THREADPOOL, 1", "THREADPOOL, 7", "VIRTUAL, 1", "VIRTUAL, 7"})
  void reachesAndNeverPassesTheConcurrency(Strategy strategy, int concurReq) throws Exception {
    var allIn = new CountDownLatch(concurReq);
    var oneMore = new CountDownLatch(concurReq + 1);
    var now = new AtomicInteger();
    var peak = new AtomicInteger();
    server.setDispatcher(
        new FlagSite("CA") {
          @Override
          MockResponse answer(String cc) throws InterruptedException {
            peak.accumulateAndGet(now.incrementAndGet(), Math::max);
            allIn.countDown();
            oneMore.countDown();
            // Nobody leaves before as many are in as may be, and one more had time to come.
            assertTrue(allIn.await(20, TimeUnit.SECONDS), "the concurrency was not reached");
            oneMore.await(300, TimeUnit.MILLISECONDS);
            now.decrementAndGet();
            return super.answer(cc);
          }
        });
    List<String> ccList = FlagsCommon.expandCcArgs(false, false, List.of("c", "d"), 99, dest);

    var counter = downloadMany(strategy, ccList, concurReq, new Progress.NoProgress());

    assertEquals(concurReq, peak.get());
    assertEquals(Map.of(DownloadStatus.OK, 1, DownloadStatus.NOT_FOUND, 51), counter);
  }
}
