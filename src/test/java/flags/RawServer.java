package flags;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A server that sends exactly the bytes, with the pauses, that a test specifies, valid or not. It
 * records the requested codes.
 */
public final class RawServer implements AutoCloseable {

  /** Responds to one request. */
  public interface Response {
    /** Writes the response and returns whether to keep the connection open. */
    boolean write(OutputStream out, Socket socket) throws IOException, InterruptedException;
  }

  public final Queue<String> requestedCodes = new ConcurrentLinkedQueue<>();

  /** Counted down when the first connection is closed, by either side. */
  public final CountDownLatch connectionClosed = new CountDownLatch(1);

  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Function<String, Response> responses;
  private final AtomicInteger remainingResponses = new AtomicInteger();

  /**
   * @param responses returns the response for each code
   */
  public RawServer(Function<String, Response> responses) throws IOException {
    this(InetAddress.getByName("localhost"), 0, responses);
  }

  /** Creates a server that sends a flag for every code. */
  public static RawServer flags() throws IOException {
    return new RawServer(cc -> flag());
  }

  /** Creates a server that stops after this number of responses. */
  public RawServer(Function<String, Response> responses, int requests) throws IOException {
    this(responses);
    remainingResponses.set(requests);
  }

  public RawServer(InetAddress address, int port, Function<String, Response> responses)
      throws IOException {
    this(new ServerSocket(port, 1024, address), responses);
  }

  public RawServer(ServerSocket server, Function<String, Response> responses) {
    this.server = server;
    this.responses = responses;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  public String url() {
    return "http://localhost:" + port() + "/flags";
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        Thread.ofPlatform().daemon().start(() -> serve(socket));
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
          // skip the headers
        }
        String path = request.split(" ")[1];
        String cc = path.substring(path.lastIndexOf('/') + 1).replace(".gif", "");
        requestedCodes.add(cc.toUpperCase(Locale.ROOT));
        kept = responses.apply(cc.toUpperCase(Locale.ROOT)).write(socket.getOutputStream(), socket);
        socket.getOutputStream().flush();
        if (remainingResponses.decrementAndGet() == 0) {
          close();
        }
      }
    } catch (IOException | InterruptedException e) {
      // the client closed the connection
    } finally {
      sockets.remove(socket);
      connectionClosed.countDown();
    }
  }

  /** Returns a response of a head and a body that keeps the connection open. */
  public static Response response(String head, byte[] body) {
    return (out, socket) -> {
      out.write((head.strip().replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(body);
      return true;
    };
  }

  public static Response response(String head, String body) {
    return response(head, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns a response with a status and no body. */
  public static Response status(String statusAndReason, String... headers) {
    return response(
        "HTTP/1.1 " + statusAndReason + "\nContent-Length: 0\n" + String.join("\n", headers), "");
  }

  public static Response flag() {
    return flag(FlagDispatcher.GIF);
  }

  /** Returns a response with a flag. */
  public static Response flag(byte[] gif) {
    return response("HTTP/1.1 200 OK\nContent-Type: image/gif\nContent-Length: " + gif.length, gif);
  }

  /** Returns the same response, but closes the connection after it. */
  public static Response closing(Response response) {
    return (out, socket) -> {
      response.write(out, socket);
      return false;
    };
  }

  /** Returns the same response, but resets the connection after it. */
  public static Response resetting(Response response) {
    return (out, socket) -> {
      response.write(out, socket);
      socket.setSoLinger(true, 0);
      return false;
    };
  }

  /** Returns a response that only begins. */
  public static Response hanging(String start) {
    return (out, socket) -> {
      out.write(start.getBytes(StandardCharsets.ISO_8859_1));
      Thread.sleep(120_000); // the client gives up before
      return false;
    };
  }

  /** Returns a response that repeats the piece, after pauses, until the client disconnects. */
  public static Response trickle(String start, String piece) {
    return (out, socket) -> {
      out.write(start.getBytes(StandardCharsets.ISO_8859_1));
      while (true) {
        Thread.sleep(100);
        out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
      }
    };
  }

  /** Returns a response that repeats the piece until the client disconnects. */
  public static Response endless(String start, String piece) {
    byte[] pieces = piece.repeat(8192 / piece.length()).getBytes(StandardCharsets.ISO_8859_1);
    return (out, socket) -> {
      out.write(start.getBytes(StandardCharsets.ISO_8859_1));
      while (true) {
        out.write(pieces);
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
