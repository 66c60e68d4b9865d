package flags;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free ports, for tests that need to know a port before it is used. */
public final class FreePort {
  private FreePort() {}

  /**
   * Returns a port that is free, as are the next two. It is below the ephemeral ports, which the
   * system may assign to tests that run at the same time.
   */
  public static int find() throws IOException {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
    } while (!isFree(port) || !isFree(port + 1) || !isFree(port + 2));
    return port;
  }

  private static boolean isFree(int port) throws IOException {
    try (var server = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
      return server.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  /**
   * Waits until a stopped server refuses connections; the system may close its port a bit later.
   */
  public static void awaitRefusal(int port) throws IOException {
    while (true) {
      try {
        new Socket("localhost", port).close();
      } catch (ConnectException e) {
        return; // the server has stopped
      } catch (SocketException e) {
        // reset, because it is stopping
      }
    }
  }
}
