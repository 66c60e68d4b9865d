package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.messages.CannotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Talks to the built-in server over plain sockets. */
class DemoServerConnectionTest {
  private static void sendRequest(Socket socket, String method, String path) throws IOException {
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

  /** Reads the headers of a response, without the date; the empty name maps to the status line. */
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
  void respondsToHeadLikeToGetButWithoutABody(String path, String status, String type)
      throws IOException {
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), new Behaviour());
        var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(20_000);
      InputStream in = socket.getInputStream();
      sendRequest(socket, "GET", path);
      Map<String, String> getHead = head(in);
      int length = Integer.parseInt(getHead.get("Content-Length"));
      assertEquals(length, in.readNBytes(length).length);

      sendRequest(socket, "HEAD", path);
      assertEquals(getHead, head(in));
      assertEquals(status, getHead.get(""));
      assertEquals(type, getHead.get("Content-Type"));
      assertTrue(length > 0);

      // No body follows: the next bytes are the next response.
      sendRequest(socket, "GET", path);
      assertEquals(getHead, head(in));
    }
  }

  @Test
  void closingInterruptsInFlightRequests() throws Exception {
    var requested = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    ServedFlags slow =
        cc -> {
          requested.countDown();
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
        socket.connect(new InetSocketAddress("localhost", server.port()));
        sendRequest(socket, "GET", "/flags/us/us.gif");
        assertTrue(requested.await(20, TimeUnit.SECONDS), "the flag was not requested");
      }
      assertTrue(interrupted.await(20, TimeUnit.SECONDS), "the request was not interrupted");
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  /** Returns the addresses of localhost. Binding one does not reveal a server on another. */
  static InetAddress[] addresses() throws UnknownHostException {
    return InetAddress.getAllByName("localhost");
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void doesNotStartIfAServerListensAtAnyLocalAddress(InetAddress address) throws Exception {
    try (var other = new ServerSocket(0, 1, address)) {
      assertNull(DemoServer.startIfPortIsFree(other.getLocalPort(), new Behaviour()));
    }
  }

  /** A port that the system keeps for itself cannot be bound either, and nothing answers there. */
  @Test
  void refusesAPortThatCannotBeBoundAlthoughNothingIsListening() throws Exception {
    try (var bound = new Socket()) {
      bound.bind(new InetSocketAddress("localhost", 0));
      int port = bound.getLocalPort();

      var e =
          assertThrows(
              CannotRunException.class, () -> DemoServer.startIfPortIsFree(port, new Behaviour()));

      String start = "cannot listen on port " + port + ": ";
      String end = "; run 'flags serve --port N' and pass the URL that it prints with '-s URL'";
      assertTrue(e.getMessage().startsWith(start) && e.getMessage().endsWith(end), e.getMessage());
      assertTrue(e.getMessage().length() > start.length() + end.length(), "no reason");
    }
  }
}
