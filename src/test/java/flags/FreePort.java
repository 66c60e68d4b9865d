package flags;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports at which nothing listens, for tests that want to name one before it is used. */
public final class FreePort {
  private FreePort() {}

  /**
   * Returns a port that is free, as are the two after it. It is below those that the system gives
   * to whoever asks for any, as the tests that run at the same time do.
   */
  public static int find() throws IOException {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
    } while (!isFree(port) || !isFree(port + 1) || !isFree(port + 2));
    return port;
  }

  private static boolean isFree(int port) throws IOException {
    try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return server.isBound();
    } catch (BindException e) {
      return false;
    }
  }
}
