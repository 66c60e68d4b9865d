package flags.compare;

import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.ServedFlags;
import flags.server.Site;
import flags.settings.Strategy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Runs each strategy with flags, missing flags and errors. Without this warm-up, the first strategy
 * would load and compile classes on behalf of the others.
 */
public final class WarmUp {
  private static final int CODES = 200;
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
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), behaviour)) {
      var site = new Site("URL", "http://localhost:" + server.port() + "/flags", -1, null);
      for (int round = 0; round < ROUNDS; round++) {
        for (Strategy strategy : strategies) {
          download.run(strategy, site, CODES);
        }
      }
    }
  }
}
