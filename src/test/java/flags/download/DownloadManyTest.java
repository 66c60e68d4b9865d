package flags.download;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.FlagDispatcher;
import flags.RawServer;
import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Timeouts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link DownloadMany}, which every strategy must fulfil. */
class DownloadManyTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path dest;

  private Downloader downloader(String url, int concurReq) throws Exception {
    var timeouts = new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(2));
    return TestDownloader.create(url, dest, concurReq, timeouts);
  }

  private Map<DownloadStatus, Integer> downloadMany(
      Strategy strategy, List<String> ccList, int concurReq, Progress progress) throws Exception {
    Downloader downloader = downloader(server.url("/flags").toString(), concurReq);
    return strategy.implementation.downloadMany(ccList, downloader, concurReq, progress);
  }

  @Test
  void flagsFuturesReportsProgress() throws Exception {
    server.setDispatcher(new FlagDispatcher("BA"));
    var completed = new ArrayList<String>();

    new FlagsFutures(new PrintStream(OutputStream.nullOutputStream()))
        .downloadMany(
            List.of("BA", "XX"),
            downloader(server.url("/flags").toString(), 2),
            2,
            (cc, outcome) -> {
              completed.add(cc + " " + outcome.status());
            });

    assertEquals(List.of("BA OK", "XX NOT_FOUND"), completed.stream().sorted().toList());
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void requestsEachCodeOnceAndCountsTheOutcomes(Strategy strategy) throws Exception {
    FlagDispatcher dispatcher =
        new FlagDispatcher("BA", "BB", "BD").with("BX", FlagDispatcher.status(418));
    server.setDispatcher(dispatcher);
    List<String> ccList = FlagsCommon.expandCcArgs(false, false, List.of("b"), 99);
    var caller = Thread.currentThread();
    var completed = new ArrayList<String>();

    var counter =
        downloadMany(
            strategy,
            ccList,
            Math.min(4, strategy.maxConcurReq),
            (cc, outcome) -> {
              assertEquals(caller, Thread.currentThread());
              assertEquals(cc.equals("BX"), outcome.status() == DownloadStatus.ERROR);
              completed.add(cc);
            });

    assertEquals(
        new EnumMap<>(
            Map.of(DownloadStatus.OK, 3, DownloadStatus.NOT_FOUND, 22, DownloadStatus.ERROR, 1)),
        counter);
    assertEquals(ccList, dispatcher.requestedCodes.stream().sorted().toList());
    assertEquals(ccList, completed.stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource({"SEQUENTIAL, 1", "THREADPOOL, 1", "THREADPOOL, 7", "VIRTUAL, 1", "VIRTUAL, 7"})
  void keepsReachingTheConcurrencyAndNeverExceedsIt(Strategy strategy, int concurReq)
      throws Exception {
    List<String> ccList = FlagsCommon.expandCcArgs(false, false, List.of("c"), 3 * concurReq + 2);
    List<CountDownLatch> batches =
        IntStream.iterate(ccList.size(), left -> left > 0, left -> left - concurReq)
            .mapToObj(left -> new CountDownLatch(Math.min(left, concurReq)))
            .toList();
    var missed = new CountDownLatch(1);
    var tooMany = new CountDownLatch(1);
    var arrived = new AtomicInteger();
    var inFlight = new AtomicInteger();
    server.setDispatcher(
        new FlagDispatcher(
            cc -> {
              if (inFlight.incrementAndGet() > concurReq) {
                tooMany.countDown();
              }
              CountDownLatch batch = batches.get(arrived.getAndIncrement() / concurReq);
              batch.countDown();
              // Respond once the batch is complete and one more request has had time to arrive.
              if (missed.getCount() > 0 && !batch.await(20, TimeUnit.SECONDS)) {
                missed.countDown();
              }
              tooMany.await(200, TimeUnit.MILLISECONDS);
              inFlight.decrementAndGet();
              return FlagDispatcher.flag();
            }));

    var counter = downloadMany(strategy, ccList, concurReq, Progress.NONE);

    assertEquals(1, missed.getCount(), "the concurrency was not reached");
    assertEquals(1, tooMany.getCount(), "more requests in flight than allowed");
    assertEquals(Map.of(DownloadStatus.OK, ccList.size()), counter);
  }

  @ParameterizedTest
  @CsvSource({"THREADPOOL, 2", "THREADPOOL, 30", "VIRTUAL, 30"})
  void keepsTwoConnectionsPerInFlightRequest(Strategy strategy, int concurReq) throws Exception {
    List<String> ccList = FlagsCommon.expandCcArgs(false, true, List.of(), concurReq);
    RawServer.Response flag = afterRequests(concurReq, RawServer.flag());
    try (var other = new RawServer(cc -> flag)) {
      RawServer.Response elsewhere =
          afterRequests(concurReq, RawServer.status("302 Found", "Location: " + other.url()));
      try (var server = new RawServer(cc -> elsewhere)) {
        Downloader downloader = downloader(server.url(), concurReq);

        var counter =
            strategy.implementation.downloadMany(ccList, downloader, concurReq, Progress.NONE);

        assertEquals(Map.of(DownloadStatus.OK, concurReq), counter);
        assertFalse(
            server.connectionClosed.await(250, TimeUnit.MILLISECONDS), "a connection was closed");
        assertFalse(
            other.connectionClosed.await(250, TimeUnit.MILLISECONDS), "a connection was closed");
      }
    }
  }

  /** Otherwise the strategies would differ in more than their technique. */
  @ParameterizedTest
  @EnumSource(Strategy.class)
  void requestsNoOtherFlagWhileOneIsSaved(Strategy strategy) throws Exception {
    int concurReq = Math.min(2, strategy.maxConcurReq);
    var saving = new CountDownLatch(concurReq);
    var saved = new CountDownLatch(1);
    var slow =
        new Destination(dest) {
          @Override
          public void saveFlag(byte[] image, String filename) throws FileSystemException {
            saving.countDown();
            assertDoesNotThrow(() -> saved.await());
            super.saveFlag(image, filename);
          }
        };
    var oneMore = new CountDownLatch(concurReq + 1);
    server.setDispatcher(
        new FlagDispatcher(
            cc -> {
              oneMore.countDown();
              return FlagDispatcher.flag();
            }));
    String url = server.url("/flags").toString();
    var client = new FlagClient(concurReq, Timeouts.DEFAULT);
    Downloader downloader = TestDownloader.create(url, () -> false, client, slow);
    var run =
        new FutureTask<>(
            () ->
                strategy.implementation.downloadMany(
                    List.of("AA", "BB", "CC", "DD"), downloader, concurReq, Progress.NONE));
    Thread.ofPlatform().daemon().start(run);
    assertTrue(saving.await(20, TimeUnit.SECONDS), "the flags were not saved");

    assertFalse(oneMore.await(200, TimeUnit.MILLISECONDS), "another flag was requested");
    saved.countDown();
    assertEquals(Map.of(DownloadStatus.OK, 4), run.get(20, TimeUnit.SECONDS));
  }

  /** Returns a response that is sent once this number of requests has arrived. */
  private static RawServer.Response afterRequests(int requests, RawServer.Response response) {
    var all = new CountDownLatch(requests);
    return (out, socket) -> {
      all.countDown();
      return all.await(20, TimeUnit.SECONDS) && response.write(out, socket);
    };
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  @Timeout(60) // in case the requests are not canceled
  void cancelsInFlightRequestsAndSkipsTheRestIfInterrupted(Strategy strategy) throws Exception {
    int concurReq = Math.min(3, strategy.maxConcurReq);
    var hanging = new CountDownLatch(concurReq);
    RawServer.Response noResponse =
        (out, socket) -> {
          hanging.countDown();
          return RawServer.hanging("").write(out, socket);
        };
    var first = new AtomicBoolean(true);
    try (var server = new RawServer(cc -> first.getAndSet(false) ? RawServer.flag() : noResponse)) {
      var client = new FlagClient(concurReq, Timeouts.DEFAULT);
      Downloader downloader =
          TestDownloader.create(server.url(), () -> false, client, Destination.open(dest));
      List<String> ccList = List.of("XA", "XB", "XC", "XD", "XE", "XF");
      var run =
          new FutureTask<>(
              () ->
                  strategy.implementation.downloadMany(
                      ccList, downloader, concurReq, Progress.NONE));
      Thread.ofPlatform().daemon().start(run);
      assertTrue(hanging.await(20, TimeUnit.SECONDS), "the flags were not requested");

      client.cancel();

      assertEquals(
          Map.of(DownloadStatus.OK, 1, DownloadStatus.INTERRUPTED, 5),
          run.get(40, TimeUnit.SECONDS));
      assertEquals(1 + concurReq, server.requestedCodes.size(), "more flags were requested");
    }
  }
}
