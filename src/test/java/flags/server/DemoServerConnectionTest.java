package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over single connections to a demonstration server. */
class DemoServerConnectionTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static void ask(Socket socket, String method, String path) throws IOException {
    String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Reads a response up to its body; its status line is at the empty name. */
  private static Map<String, String> head(InputStream in) throws IOException {
    var head = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    head.put("", line(in));
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
    }
    head.remove("Date");
    return head;
  }

  @ParameterizedTest
  @CsvSource({
    "/flags/us/us.gif, HTTP/1.1 200 OK, image/gif",
    "/flags/xx/xx.gif, HTTP/1.1 404 Not Found, text/plain",
  })
  void headGetsTheHeadOfTheAnswerAndNoMore(String path, String status, String type)
      throws IOException {
    try (var server = DemoServer.start(0, FlagFiles.builtIn(), new Behaviour());
        var socket = new Socket(LOOPBACK, server.port())) {
      socket.setSoTimeout(20_000);
      InputStream in = socket.getInputStream();
      ask(socket, "GET", path);
      Map<String, String> whole = head(in);
      int length = Integer.parseInt(whole.get("Content-Length"));
      assertEquals(length, in.readNBytes(length).length);

      ask(socket, "HEAD", path);
      assertEquals(whole, head(in));
      assertEquals(status, whole.get(""));
      assertEquals(type, whole.get("Content-Type"));
      assertTrue(length > 0);

      // What comes next is the next response.
      ask(socket, "GET", path);
      assertEquals(whole, head(in));
    }
  }

  @Test
  void closingEndsWhatIsUnderWay() throws Exception {
    var asked = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    FlagFiles slow =
        cc -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return null;
        };
    try (var socket = new Socket()) {
      socket.setSoTimeout(20_000);
      try (var server = DemoServer.start(0, slow, new Behaviour())) {
        socket.connect(new InetSocketAddress(LOOPBACK, server.port()));
        ask(socket, "GET", "/flags/us/us.gif");
        assertTrue(asked.await(20, TimeUnit.SECONDS), "not asked for the flag");
      }
      assertTrue(interrupted.await(20, TimeUnit.SECONDS), "not interrupted");
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  /** Those of localhost. Where it has ::1, nothing else than its response tells of that server. */
  static InetAddress[] addresses() throws UnknownHostException {
    return InetAddress.getAllByName("localhost");
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void standsBackFromAServerAtWhicheverAddress(InetAddress address) throws Exception {
    try (var other = new ServerSocket(0, 1, address)) {
      assertNull(DemoServer.startIfPortIsFree(other.getLocalPort(), new Behaviour()));
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void standsBackFromAServerThatIsTooBusyToAnswer(InetAddress address) throws Exception {
    var waiting = new ArrayList<Socket>();
    try (var busy = new ServerSocket(0, 1, address)) {
      boolean full = false;
      for (int i = 0; i < 20 && !full; i++) {
        var socket = new Socket();
        waiting.add(socket);
        try {
          socket.connect(busy.getLocalSocketAddress(), 200);
        } catch (SocketTimeoutException e) {
          full = true;
        }
      }
      assumeTrue(full, "needs a system that lets connections wait, such as Linux");

      assertNull(DemoServer.startIfPortIsFree(busy.getLocalPort(), new Behaviour()));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void standsBackFromAProgramThatHasThePortButDoesNotListenYet() throws Exception {
    try (var taken = new Socket()) {
      taken.bind(new InetSocketAddress(LOOPBACK, 0));

      assertNull(DemoServer.startIfPortIsFree(taken.getLocalPort(), new Behaviour()));
    }
  }
}
