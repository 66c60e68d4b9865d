package flags.limits;

import flags.errors.CannotRunException;
import flags.errors.Plural;
import flags.settings.Settings;
import flags.settings.Strategy;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Determines the number of connections of a run. */
public final class ConnectionLimit {
  private ConnectionLimit() {}

  /**
   * Returns the number of connections to use: as many as are requested and useful, if the strategy
   * and the system allow them.
   *
   * @param codes the number of codes to download
   * @param mayServe whether this process may also run the server
   * @param warn receives one line for each limit that applies
   * @throws CannotRunException if the system does not allow a single connection
   */
  public static int apply(Settings settings, int codes, boolean mayServe, Consumer<String> warn)
      throws CannotRunException {
    Strategy strategy = settings.strategy();
    if (settings.maxReq() > strategy.maxConcurReq) {
      warn.accept(
          "-m is reduced to "
              + strategy.maxConcurReq
              + ", the maximum of --strategy "
              + strategy
              + (strategy.maxConcurReq == 1
                  ? "; for more, add " + concurrentOptions() + "."
                  : "."));
    }
    int concurReq = Math.min(Math.min(settings.maxReq(), strategy.maxConcurReq), codes);
    var openFiles = OpenFiles.ofThisProcess();
    int allowed = openFiles.connections(concurReq, mayServe);
    if (allowed < concurReq) {
      warn.accept(
          "Only "
              + Plural.of(allowed, "connection")
              + ": this system allows "
              + openFiles.limit()
              + " open files (see ulimit -n).");
    }
    return allowed;
  }

  private static String concurrentOptions() {
    var options = new StringJoiner(" or ");
    for (Strategy strategy : Strategy.values()) {
      if (strategy.maxConcurReq > 1) {
        options.add("--strategy " + strategy);
      }
    }
    return options.toString();
  }
}
