package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.RequestListener;
import flags.http.Timeouts;
import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import flags.outcome.RunResult;
import flags.server.Behaviour;
import flags.server.FallbackServer;
import flags.server.Site;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults for which the server is not to blame. */
class DownloaderTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path dest;

  private Downloader downloader(FallbackServer fallback, Destination destination) {
    return new Downloader(
        server.url("/flags").toString(),
        fallback,
        new FlagClient(1, Timeouts.DEFAULT),
        destination,
        RequestListener.NONE);
  }

  private static RunResult run(
      DownloadMany strategy, Downloader downloader, Progress progress, String... ccList)
      throws Exception {
    return new Run("x", strategy, List.of(ccList), downloader, 1).execute(progress, () -> {});
  }

  @Test
  void endsTheRunOnABugInsteadOfCountingABadResponse() throws Exception {
    var dispatcher = new FlagDispatcher("US", "FR");
    server.setDispatcher(dispatcher);
    var downloader = downloader(TestDownloader.NO_FALLBACK, null);

    RunResult run = run(new FlagsSequential(), downloader, Progress.NONE, "US", "FR");

    assertInstanceOf(NullPointerException.class, run.fault());
    assertEquals(Map.of(DownloadStatus.INTERRUPTED, 2), run.counter());
    assertEquals(
        List.of("US"), List.copyOf(dispatcher.requestedCodes), "the rest must not be requested");
  }

  @Test
  void countsTheRestAsInterruptedIfThreadsRunOut() throws Exception {
    server.setDispatcher(new FlagDispatcher("AA", "BB"));
    var downloader = downloader(TestDownloader.NO_FALLBACK, Destination.open(dest));
    var noThread = new OutOfMemoryError("unable to create native thread");
    var tasks = new ArrayList<Runnable>();
    Executor executor =
        task -> {
          if (tasks.size() == 2) {
            throw noThread;
          }
          tasks.add(task);
          if (tasks.size() == 1) {
            task.run(); // the other one runs later
          }
        };
    var completed = new ArrayList<String>();

    RunResult run =
        run(
            (ccList, downloads, concurReq, progress) ->
                CompletionLoop.collect(executor, ccList, downloads::downloadOne, progress),
            downloader,
            (cc, outcome) -> {
              completed.add(cc + " " + outcome.status());
              if (cc.equals("DD")) {
                tasks.get(1).run();
              }
            },
            "AA",
            "BB",
            "CC",
            "DD");

    assertEquals(Map.of(DownloadStatus.OK, 1, DownloadStatus.INTERRUPTED, 3), run.counter());
    assertEquals(List.of("CC INTERRUPTED", "DD INTERRUPTED", "AA OK", "BB INTERRUPTED"), completed);
    assertSame(noThread, run.fault());
  }

  @Test
  void countsTheRestAsInterruptedIfMemoryRunsOut() throws Exception {
    server.setDispatcher(new FlagDispatcher("AA"));
    var noMemory = new OutOfMemoryError("Java heap space");

    RunResult run =
        run(
            (ccList, downloads, concurReq, progress) -> {
              progress.completed("AA", downloads.downloadOne("AA"));
              progress.completed("BB", Outcome.fault(new IllegalStateException("consequence")));
              throw noMemory;
            },
            downloader(TestDownloader.NO_FALLBACK, Destination.open(dest)),
            Progress.NONE,
            "AA",
            "BB",
            "CC");

    assertEquals(Map.of(DownloadStatus.OK, 1, DownloadStatus.INTERRUPTED, 2), run.counter());
    assertSame(noMemory, run.fault());
  }

  @Test
  void startsNoServerForARedirectToADeadPort() throws Exception {
    int dead = FreePort.find();
    var dispatcher =
        new FlagDispatcher(cc -> FlagDispatcher.redirect("http://localhost:" + dead + "/"));
    server.setDispatcher(dispatcher);
    var site =
        new Site("LOCAL", server.url("/flags").toString(), server.getPort(), new Behaviour());
    try (var fallback = new FallbackServer(site, System.err)) {
      var downloader = downloader(fallback, Destination.open(dest));

      assertEquals(
          "error: cannot connect: connection refused", downloader.downloadOne("US").message());
    }
    assertEquals(List.of("US"), List.copyOf(dispatcher.requestedCodes));
  }

  /** On Java 21 to 23, a virtual thread that waits in one would block its carrier thread. */
  @Test
  void hasNoSynchronizedMethods() {
    for (Class<?> type : List.of(FallbackServer.class, FlagClient.class, Downloader.class)) {
      for (Method method : type.getDeclaredMethods()) {
        assertFalse(Modifier.isSynchronized(method.getModifiers()), method.toString());
      }
    }
  }
}
