package flags.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flags.FlagDispatcher;
import flags.FreePort;
import flags.RawServer;
import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Timeouts;
import flags.server.Behaviour;
import flags.server.FallbackServer;
import flags.server.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults for which the server is not to blame. */
class DownloaderTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path dest;

  /** The others wait for a response, or for their turn. */
  @ParameterizedTest
  @EnumSource(Strategy.class)
  @Timeout(30) // in case that the run ends only when all the others have timed out
  void endsTheRunOnABug(Strategy strategy) throws Exception {
    int concurReq = Math.min(30, strategy.maxConcurReq);
    var others = new CountDownLatch(concurReq - 1);
    RawServer.Response flag =
        (out, socket) -> others.await(20, TimeUnit.SECONDS) && RawServer.flag().write(out, socket);
    RawServer.Response noResponse =
        (out, socket) -> {
          others.countDown();
          return RawServer.hanging("").write(out, socket);
        };
    try (var server = new RawServer(cc -> cc.equals("AA") ? flag : noResponse)) {
      var noDestination =
          new Downloader(
              server.url(),
              () -> false,
              new FlagClient(concurReq, Timeouts.DEFAULT),
              null,
              Downloader.NO_LISTENERS);
      List<String> ccList = FlagsCommon.expandCcArgs(true, false, List.of(), 601);
      Run run = new Run("x", strategy.implementation, ccList, noDestination, concurReq);

      var e = assertThrows(Exception.class, () -> run.execute(Progress.NONE, () -> {}));

      assertInstanceOf(
          NullPointerException.class, e instanceof ExecutionException ? e.getCause() : e);
      assertEquals(concurReq, server.requestedCodes.size(), "the rest must not be requested");
    }
  }

  @Test
  void startsNoServerForARedirectToADeadPort() throws Exception {
    int dead = FreePort.find();
    var dispatcher =
        new FlagDispatcher(cc -> FlagDispatcher.redirect("http://localhost:" + dead + "/"));
    server.setDispatcher(dispatcher);
    var site =
        new Site("LOCAL", server.url("/flags").toString(), server.getPort(), new Behaviour());
    try (var fallback = new FallbackServer(site)) {
      var downloader =
          new Downloader(
              site.baseUrl(),
              () -> fallback.start(System.err::println),
              new FlagClient(1, Timeouts.DEFAULT),
              Destination.open(dest),
              Downloader.NO_LISTENERS);

      assertEquals(
          "error: cannot connect: connection refused", downloader.downloadOne("US").message());
    }
    assertEquals(List.of("US"), List.copyOf(dispatcher.requestedCodes));
  }
}
