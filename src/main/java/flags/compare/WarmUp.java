package flags.compare;

import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.FlagFiles;
import flags.server.Site;
import flags.settings.Strategy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Runs each strategy with everything that a run can encounter: flags, missing flags, errors and
 * refused connections. Without this warm-up, the first strategy would load and compile classes on
 * behalf of the others.
 */
public final class WarmUp {
  private static final int CODES = 200;
  private static final int REFUSED = 5;
  private static final int ROUNDS = 2;
  private static final double ERROR_RATE = 0.25;

  private WarmUp() {}

  /** Downloads flags with a strategy, and deletes them. */
  @FunctionalInterface
  public interface Download {
    void run(Strategy strategy, Site site, int codes)
        throws IOException, InterruptedException, ExecutionException;
  }

  public static void run(List<Strategy> strategies, Download download)
      throws IOException, InterruptedException, ExecutionException {
    var behaviour = new Behaviour().withErrorRate(ERROR_RATE);
    try (var server = DemoServer.start(0, FlagFiles.builtIn(), behaviour)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Strategy strategy : strategies) {
          download.run(strategy, site(server.port()), CODES);
          download.run(strategy, site(unusedPort()), REFUSED);
        }
      }
    }
  }

  private static Site site(int port) {
    return new Site("URL", "http://localhost:" + port + "/flags", -1, null);
  }

  private static int unusedPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }
}
