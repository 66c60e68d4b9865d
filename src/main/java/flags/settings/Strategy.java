package flags.settings;

import flags.messages.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The strategies to choose from, with the default and the maximum concurrency of the original
 * scripts. The help, the messages and the completion list all constants declared here.
 */
public enum Strategy {
  SEQUENTIAL(1, 1),
  THREADPOOL(30, 1000),
  // A low default, to avoid errors from the remote site such as 503 - Service Unavailable.
  VIRTUAL(5, 1000);

  public final int defaultConcurReq;
  public final int maxConcurReq;

  Strategy(int defaultConcurReq, int maxConcurReq) {
    this.defaultConcurReq = defaultConcurReq;
    this.maxConcurReq = maxConcurReq;
  }

  /** Returns the strategy with a name in upper or lower case, or throws a usage exception. */
  public static Strategy of(String name) {
    for (Strategy strategy : values()) {
      if (strategy.name().equalsIgnoreCase(name)) {
        return strategy;
      }
    }
    throw new UsageException(
        "Invalid value for option '--strategy': '%s' is not one of %s"
            .formatted(name, String.join(", ", names())));
  }

  /** Returns the names, as typed on the command line. */
  public static List<String> names() {
    var names = new ArrayList<String>(); // in a loop: streams would delay the start
    for (Strategy strategy : values()) {
      names.add(strategy.toString());
    }
    return names;
  }

  /** Returns the name, as typed on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
