package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.RequestListenerFactory;
import flags.http.Timeouts;
import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import flags.server.Behaviour;
import flags.server.FallbackServer;
import flags.server.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Connections to servers: how they fail, are kept and are closed. */
class ConnectionTest {
  @TempDir private Path dest;

  private Downloader downloader(String url, int concurReq, Timeouts timeouts) throws IOException {
    return new Downloader(
        url,
        FaultsTest.NO_FALLBACK,
        new FlagClient(concurReq, timeouts),
        Destination.open(dest),
        RequestListenerFactory.NONE);
  }

  @Test
  @EnabledOnOs(OS.LINUX) // which drops connection attempts if the accept queue is full
  void timesOutIfTheServerDoesNotAcceptConnections() throws Exception {
    var queued = new ArrayList<Socket>();
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      boolean queueFull = false;
      for (int i = 0; i < 20 && !queueFull; i++) {
        var socket = new Socket();
        queued.add(socket);
        try {
          var address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
          socket.connect(address, 200);
        } catch (SocketTimeoutException e) {
          queueFull = true;
        }
      }
      assumeTrue(queueFull, "the accept queue does not fill up");

      String url = "http://127.0.0.1:" + server.getLocalPort();
      assertEquals(
          Outcome.error("cannot connect: timed out after 3.1 s"),
          downloader(url, 1, FaultsTest.SHORT).downloadOne("US"));
    } finally {
      for (Socket socket : queued) {
        socket.close();
      }
    }
  }

  @Test
  void doesNotRepeatARequestThatHangsOnAReusedConnection() throws Exception {
    try (var server =
        new RawServer(
            cc ->
                cc.equals("XA")
                    ? RawServer.flag()
                    : (out, socket) -> socket.getInputStream().read() < 0)) {
      Downloader downloader = downloader(server.url(), 1, FaultsTest.SHORT);

      assertEquals(DownloadStatus.OK, downloader.downloadOne("XA").status());
      assertEquals(Outcome.error("timed out after 3.1 s"), downloader.downloadOne("XB"));
      assertEquals(List.of("XA", "XB"), List.copyOf(server.requestedCodes));
    }
  }

  @Test
  void keepsOneConnectionPerInFlightRequest() throws Exception {
    int concurReq = 30;
    var round = new CyclicBarrier(concurReq);
    Set<Socket> connections = ConcurrentHashMap.newKeySet();
    List<String> ccList = FlagsCommon.expandCcArgs(true, false, List.of(), 2 * concurReq);
    try (var server =
        new RawServer(
            cc ->
                (out, socket) -> {
                  connections.add(socket);
                  try {
                    round.await(20, TimeUnit.SECONDS); // no request ends before all have started
                  } catch (Exception e) {
                    return false;
                  }
                  return RawServer.flag().write(out, socket);
                })) {
      Map<DownloadStatus, Integer> counter =
          new FlagsThreadPool()
              .downloadMany(
                  ccList,
                  downloader(server.url(), concurReq, Timeouts.DEFAULT),
                  concurReq,
                  Progress.NONE);

      assertEquals(Map.of(DownloadStatus.OK, 2 * concurReq), counter);
      assertEquals(concurReq, connections.size());
    }
  }

  @Test
  void closesTheConnectionsWithTheClient() throws Exception {
    try (var server = RawServer.flags()) {
      try (var client = new FlagClient(1, Timeouts.DEFAULT)) {
        var downloader =
            new Downloader(
                server.url(),
                FaultsTest.NO_FALLBACK,
                client,
                Destination.open(dest),
                RequestListenerFactory.NONE);
        assertEquals(DownloadStatus.OK, downloader.downloadOne("US").status());
        assertEquals(1, server.connectionClosed.getCount());
      }

      assertTrue(
          server.connectionClosed.await(20, TimeUnit.SECONDS), "the connection is still open");
    }
  }

  @Test
  void startsNoServerIfInterruptedAfterARefusal() throws Exception {
    int port = FreePort.find();
    var site = new Site("LOCAL", "http://localhost:" + port + "/flags", port, new Behaviour());
    var err = new ByteArrayOutputStream();
    try (var fallback = new FallbackServer(site, new PrintStream(err, true));
        var client = new FlagClient(1, Timeouts.DEFAULT)) {
      var cancelOnRefusal = // cancels between the refusal and its handling
          new flags.http.RequestListener() {
            @Override
            public void connectFailed(
                okhttp3.Call call,
                InetSocketAddress address,
                java.net.Proxy proxy,
                okhttp3.Protocol protocol,
                IOException e) {
              client.cancel();
            }
          };
      var downloader =
          new Downloader(
              site.baseUrl(), fallback, client, Destination.open(dest), cc -> cancelOnRefusal);

      assertEquals(Outcome.INTERRUPTED, downloader.downloadOne("US"));
    }
    assertEquals("", err.toString());
  }

  @Test
  void removesControlCharactersFromServerMessages() throws Exception {
    try (var server =
        new RawServer(cc -> RawServer.status("500 a\u202Eb\u200Fc\u001b[31md\u0085e"))) {
      String message = downloader(server.url(), 1, Timeouts.DEFAULT).downloadOne("US").message();

      assertTrue(message.startsWith("error: HTTP error 500 - a"), message);
      assertTrue(message.chars().allMatch(c -> flags.messages.Terminal.isPrintable((char) c)));
    }
  }
}
