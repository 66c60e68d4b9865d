package flags;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * A server that responses as no server should: with whatever bytes, and pauses, the test says. It
 * notes the codes asked for.
 */
final class RawServer implements AutoCloseable {

  /** Answers one request. */
  interface Response {
    /** Writes the response; the connection is kept if this returns true. */
    boolean write(OutputStream out, Socket socket) throws IOException, InterruptedException;
  }

  final Queue<String> asked = new ConcurrentLinkedQueue<>();

  /** Open until the first connection is lost. */
  final CountDownLatch lost = new CountDownLatch(1);

  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Function<String, Response> responses;
  private CountDownLatch left = new CountDownLatch(0);

  /**
   * @param responses what to response for each code
   */
  RawServer(Function<String, Response> responses) throws IOException {
    this(InetAddress.getLoopbackAddress(), 0, responses);
  }

  /** It is gone after so many responses. */
  RawServer(Function<String, Response> responses, int requests) throws IOException {
    this(responses);
    left = new CountDownLatch(requests);
    Thread.ofVirtual().start(this::closeWhenAllIsAnswered);
  }

  RawServer(InetAddress address, int port, Function<String, Response> responses)
      throws IOException {
    this.responses = responses;
    server = new ServerSocket(port, 1024, address);
    Thread.ofVirtual().start(this::accept);
  }

  private void closeWhenAllIsAnswered() {
    try {
      left.await();
      close();
    } catch (IOException | InterruptedException e) {
      // it was closed before
    }
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/flags";
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      boolean kept = true;
      while (kept) {
        String request = in.readLine();
        if (request == null) {
          return;
        }
        while (!in.readLine().isEmpty()) {
          // the headers do not matter
        }
        String path = request.split(" ")[1];
        String cc = path.substring(path.lastIndexOf('/') + 1).replace(".gif", "");
        asked.add(cc.toUpperCase(Locale.ROOT));
        kept = responses.apply(cc.toUpperCase(Locale.ROOT)).write(socket.getOutputStream(), socket);
        socket.getOutputStream().flush();
        left.countDown();
      }
    } catch (IOException | InterruptedException e) {
      // the client has had enough
    } finally {
      sockets.remove(socket);
      lost.countDown();
    }
  }

  /** Answers with a head and a body, and keeps the connection. */
  static Response response(String head, byte[] body) {
    return (out, socket) -> {
      out.write((head.strip().replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(body);
      return true;
    };
  }

  static Response response(String head, String body) {
    return response(head, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Answers with a status and no body. */
  static Response status(String statusAndReason, String... headers) {
    return response(
        "HTTP/1.1 " + statusAndReason + "\nContent-Length: 0\n" + String.join("\n", headers), "");
  }

  /** Answers with a flag. */
  static Response flag(byte[] gif) {
    return response("HTTP/1.1 200 OK\nContent-Length: " + gif.length, gif);
  }

  /** The same, but closes the connection behind it. */
  static Response closing(Response response) {
    return (out, socket) -> {
      response.write(out, socket);
      return false;
    };
  }

  /** Repeats some bytes with a pause before each, until the client has had enough. */
  static Response trickle(String head, List<String> pieces, long pauseMillis) {
    return (out, socket) -> {
      response(head, "").write(out, socket);
      while (true) {
        for (String piece : pieces) {
          Thread.sleep(pauseMillis);
          out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
