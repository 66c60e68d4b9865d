package flags.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flags.FreePort;
import flags.RawServer;
import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Connections to servers: how they fail, are kept and are closed. */
class ConnectionTest {
  @TempDir private Path dest;

  @Test
  @EnabledOnOs(OS.LINUX) // which drops connection attempts if the accept queue is full
  void timesOutIfTheServerDoesNotAcceptConnections() throws Exception {
    var queued = new ArrayList<Socket>();
    InetAddress address = InetAddress.getByName("127.0.0.1"); // one address, so one timeout
    try (var server = new ServerSocket(0, 1, address)) {
      boolean queueFull = false;
      for (int i = 0; i < 20 && !queueFull; i++) {
        var socket = new Socket();
        queued.add(socket);
        try {
          socket.connect(server.getLocalSocketAddress(), 200);
        } catch (SocketTimeoutException e) {
          queueFull = true;
        }
      }
      assumeTrue(queueFull, "the accept queue does not fill up");

      String url = "http://127.0.0.1:" + server.getLocalPort();
      assertEquals(
          Outcome.error("cannot connect: timed out after 3.1 s"),
          TestDownloader.create(url, dest, 1, TestDownloader.SHORT).downloadOne("US"));
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
      Downloader downloader = TestDownloader.create(server.url(), dest, 1, TestDownloader.SHORT);

      assertEquals(DownloadStatus.OK, downloader.downloadOne("XA").status());
      assertEquals(Outcome.error("timed out after 3.1 s"), downloader.downloadOne("XB"));
      assertEquals(List.of("XA", "XB"), List.copyOf(server.requestedCodes));
    }
  }

  @Test
  void countsTheBytesOfEachReusedConnectionAlone() throws Exception {
    List<String> ccList = List.of("AA", "AB", "AC", "AD", "AE", "AF", "AG", "AH", "AI", "AJ");
    var together = new CyclicBarrier(ccList.size()); // so that each uses a connection of its own
    try (var server =
        new RawServer(
            cc ->
                cc.equals("ZZ")
                    ? RawServer.endless("HTTP/1.1 200 OK\r\n", "X: x\r\n")
                    : (out, socket) -> {
                      try {
                        together.await();
                      } catch (BrokenBarrierException e) {
                        throw new IOException(e);
                      }
                      return RawServer.flag().write(out, socket);
                    })) {
      Downloader downloader = TestDownloader.create(server.url(), dest, 10, Timeouts.DEFAULT);
      new FlagsThreadPool().downloadMany(ccList, downloader, 10, Progress.NONE);

      assertEquals(
          Outcome.error("the headers are larger than 256 KiB"), downloader.downloadOne("ZZ"));
    }
  }

  @Test
  void startsNoServerIfInterruptedAfterARefusal() throws Exception {
    try (var client = new FlagClient(1, Timeouts.DEFAULT)) {
      var cancelOnRefusal = // cancels between the refusal and its handling
          new EventListener() {
            @Override
            public void connectFailed(
                Call call, InetSocketAddress a, Proxy proxy, Protocol protocol, IOException e) {
              client.cancel();
            }
          };
      String url = "http://localhost:" + FreePort.find();
      Destination destination = Destination.open(dest);
      Downloader.Fallback fallback = () -> fail("started a server");
      var downloader = new Downloader(url, fallback, client, destination, cc -> cancelOnRefusal);

      assertEquals(Outcome.INTERRUPTED, downloader.downloadOne("US"));
    }
  }
}
