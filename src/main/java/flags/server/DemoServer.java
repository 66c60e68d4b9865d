package flags.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import flags.errors.CannotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
  private static final int CONNECT_MILLIS = 1000;
  private static final int WARM_UP_REQUESTS = 100;
  private static final Pattern FLAG = Pattern.compile("/flags/([a-z]{2})/\\1\\.gif");

  static {
    // The JDK's server reads these once, when it is first used. Without the first one, a response
    // on a reused connection waits up to 40 ms for the client to acknowledge its headers. The
    // second one is the maximum number of idle connections (default 200), the third one is the
    // maximum time for a request to arrive, in seconds (default: no limit).
    setDefault("sun.net.httpserver.nodelay", "true");
    setDefault("sun.net.httpserver.maxIdleConnections", "2000");
    setDefault("sun.net.httpserver.maxReqTime", "10");
  }

  private final HttpServer server;
  private final ExecutorService executor;
  private final FlagFiles flags;
  private final Behaviour behaviour;

  private static void setDefault(String property, String value) {
    System.getProperties().putIfAbsent(property, value);
  }

  private DemoServer(HttpServer server, FlagFiles flags, Behaviour behaviour) {
    this.server = server;
    this.flags = flags;
    this.behaviour = behaviour;
    executor = threads();
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Returns an executor with one thread per request: a virtual thread on Java 24 or newer. On older
   * versions, the JDK's server would pin the carrier threads while it reads, so that a few idle
   * connections would block it.
   */
  private static ExecutorService threads() {
    return Runtime.version().feature() < 24
        ? Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory())
        : Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Starts a server.
   *
   * @param port the port to listen on, or 0 for any free port
   * @throws BindException if the port is in use, or this user may not use it
   */
  public static DemoServer start(int port, FlagFiles flags, Behaviour behaviour)
      throws IOException {
    return new DemoServer(bind(port), flags, behaviour);
  }

  /** Listens at the address of localhost, which is usually 127.0.0.1, but ::1 on some machines. */
  private static HttpServer bind(int port) throws IOException {
    BindException unusable = null;
    for (InetAddress address : InetAddress.getAllByName("localhost")) {
      if (!address.isLoopbackAddress()) {
        throw new CannotRunException(
            "localhost resolves to "
                + address.getHostAddress()
                + ", which is not this machine; fix the hosts file");
      }
      try {
        return HttpServer.create(new InetSocketAddress(address, port), 1024);
      } catch (BindException e) {
        if (NetworkInterface.getByInetAddress(address) != null) {
          throw e; // in use; clients would not try the next address
        }
        unusable = e;
      }
    }
    throw unusable;
  }

  /**
   * Starts a server of the built-in flags, unless something is already listening on the port.
   *
   * @return the server, or null if the port is in use
   */
  static DemoServer startIfPortIsFree(int port, Behaviour behaviour) throws IOException {
    if (isListening(port)) {
      return null;
    }
    try {
      return start(port, FlagFiles.builtIn(), behaviour);
    } catch (BindException e) {
      return null; // another program was faster
    }
  }

  /**
   * Has a server respond to some requests, so that measured requests do not wait for classes to be
   * loaded and compiled.
   */
  public static void warmUp() throws IOException {
    try (var server = start(0, FlagFiles.builtIn(), new Behaviour())) {
      for (int i = 0; i < WARM_UP_REQUESTS; i++) {
        var flag = URI.create("http://localhost:" + server.port() + "/flags/us/us.gif");
        try (InputStream in = flag.toURL().openConnection(Proxy.NO_PROXY).getInputStream()) {
          in.readAllBytes();
        }
      }
    }
  }

  /** Returns whether something is listening on a port of this machine. */
  static boolean isListening(int port) throws IOException {
    for (InetAddress address : InetAddress.getAllByName("localhost")) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        return true;
      } catch (SocketTimeoutException e) {
        return true; // too busy to respond
      } catch (IOException e) {
        // not at this address
      }
    }
    return false;
  }

  /** Returns the port that this server listens on. */
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
    byte[] gif;
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
    send(exchange, status, "text/plain", (text + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", type);
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
    }
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Stops listening and drops the requests in flight. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
