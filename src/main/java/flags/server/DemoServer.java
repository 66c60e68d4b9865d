package flags.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import flags.messages.CannotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of flags for demonstrations, at {@code http://localhost:PORT/flags/cc/cc.gif}. Only this
 * machine can reach it.
 */
public final class DemoServer implements AutoCloseable {
  static final int MOMENT_MILLIS = 200;
  private static final int WARM_UP_REQUESTS = 100;
  private static final Pattern FLAG = Pattern.compile("/flags/([a-z]{2})/\\1\\.gif");

  static {
    // The JDK's server reads these once, when it is first used. Without the first one, a response
    // on a reused connection waits up to 40 ms for the client to acknowledge its headers. The
    // second one is the maximum number of idle connections (default 200).
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
  }

  private final HttpServer server;
  private final ExecutorService executor;
  private final ServedFlags flags;
  private final Behaviour behaviour;

  private DemoServer(HttpServer server, ServedFlags flags, Behaviour behaviour) {
    this.server = server;
    this.flags = flags;
    this.behaviour = behaviour;
    // On virtual threads, the JDK's server pins their carriers while it reads, until Java 24.
    executor =
        Runtime.version().feature() < 24
            ? Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory())
            : Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Starts a server.
   *
   * @param port the port to listen on, or 0 for any free port
   * @throws CannotRunException if the port is in use, or the system does not allow it
   */
  public static DemoServer start(int port, ServedFlags flags, Behaviour behaviour)
      throws IOException {
    try {
      return new DemoServer(bind(port), flags, behaviour);
    } catch (SocketException e) {
      throw cannotListen(port, e);
    }
  }

  /**
   * Starts a server of the built-in flags, or returns null if another program has the port.
   *
   * @throws CannotRunException if the system does not allow the port
   */
  static DemoServer startIfPortIsFree(int port, Behaviour behaviour) throws IOException {
    try {
      // This port can be bound although a server is listening at another address of localhost or,
      // on a Mac, at all addresses.
      return isListening(port, MOMENT_MILLIS)
          ? null
          : new DemoServer(bind(port), ServedFlags.builtIn(), behaviour);
    } catch (SocketException e) {
      if (isListening(port, MOMENT_MILLIS)) { // another program was faster
        return null;
      }
      throw cannotListen(port, e);
    }
  }

  private static CannotRunException cannotListen(int port, SocketException e) {
    return new CannotRunException(
        ("cannot listen on port %s: %s; run 'flags serve --port N' and pass the URL"
                + " that it prints with '-s URL'")
            .formatted(port, e.getMessage()));
  }

  /**
   * Listens at the first address of localhost, because this program's clients try it first. It is
   * 127.0.0.1 even where the hosts file also has ::1, as on Debian, unless the JVM prefers IPv6.
   */
  private static HttpServer bind(int port) throws IOException {
    InetAddress address = InetAddress.getByName("localhost");
    if (!address.isLoopbackAddress()) {
      throw new CannotRunException(
          "localhost resolves to %s, which is not this machine; fix the hosts file"
              .formatted(address.getHostAddress()));
    }
    return HttpServer.create(new InetSocketAddress(address, port), 1024); // clients in the queue
  }

  /**
   * Returns whether something accepts connections to a port at any address of localhost.
   *
   * @param millis how long to wait for it if it is too busy
   */
  public static boolean isListening(int port, int millis) throws IOException {
    for (InetAddress address : InetAddress.getAllByName("localhost")) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), millis);
        return true;
      } catch (IOException e) {
        // not at this address
      }
    }
    return false;
  }

  /**
   * Has a server respond to some requests, so that measured requests do not wait for classes to be
   * loaded and compiled.
   */
  public static void warmUp() throws IOException {
    try (var server = start(0, ServedFlags.builtIn(), new Behaviour())) {
      for (int i = 0; i < WARM_UP_REQUESTS; i++) {
        var flag = URI.create("http://localhost:" + server.port() + "/flags/us/us.gif");
        try (InputStream in = flag.toURL().openConnection(Proxy.NO_PROXY).getInputStream()) {
          in.readAllBytes();
        }
      }
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, "Method Not Allowed");
        return;
      }
      String path = exchange.getRequestURI().getRawPath();
      Behaviour.Response response = behaviour.response(path);
      TimeUnit.NANOSECONDS.sleep(response.delayNanos());
      if (response.isError()) {
        send(exchange, 418, "I'm a Teapot");
      } else {
        sendFlag(exchange, path);
      }
    } catch (InterruptedException e) {
      // the server was closed
    }
  }

  private void sendFlag(HttpExchange exchange, String path) throws IOException {
    Matcher flag = FLAG.matcher(path); // no other path leads to a file
    ServedFlags.Content gif;
    try {
      gif = flag.matches() ? flags.find(flag.group(1)) : null;
    } catch (IOException e) {
      send(exchange, 500, "Cannot read the flag");
      return;
    }
    if (gif == null) {
      send(exchange, 404, "Not Found");
    } else {
      send(exchange, 200, "image/gif", gif);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] line = (text + "\n").getBytes(StandardCharsets.US_ASCII);
    send(exchange, status, "text/plain", ServedFlags.Content.of(line));
  }

  private static void send(
      HttpExchange exchange, int status, String type, ServedFlags.Content content)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    try (InputStream in = content.stream()) {
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", Long.toString(content.length()));
        exchange.sendResponseHeaders(status, -1);
      } else {
        exchange.sendResponseHeaders(status, content.length());
        in.transferTo(exchange.getResponseBody());
      }
    }
  }

  /** Stops listening and drops the requests in flight. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
