package flags;

import static java.util.stream.Collectors.joining;

import flags.errors.UsageException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The strategies to choose from, with the concurrency that the original script of each has as its
 * default and its maximum.
 */
public enum Strategy {
  SEQUENTIAL(1, 1),
  THREADPOOL(30, 1000),
  // A low default, to avoid errors from the remote site such as 503 - Service Unavailable.
  VIRTUAL(5, 1000);

  final int defaultConcurReq;
  final int maxConcurReq;

  Strategy(int defaultConcurReq, int maxConcurReq) {
    this.defaultConcurReq = defaultConcurReq;
    this.maxConcurReq = maxConcurReq;
  }

  /**
   * Finds a strategy by its name, in upper or lower case.
   *
   * @throws UsageException if there is none
   */
  static Strategy of(String name) {
    for (Strategy strategy : values()) {
      if (strategy.name().equalsIgnoreCase(name)) {
        return strategy;
      }
    }
    String names = Arrays.stream(values()).map(Strategy::toString).collect(joining(", "));
    throw new UsageException("'" + name + "' is not one of " + names);
  }

  DownloadMany create() {
    return switch (this) {
      case SEQUENTIAL -> new FlagsSequential();
      case THREADPOOL -> new FlagsThreadPool();
      case VIRTUAL -> new FlagsVirtual();
    };
  }

  /** The name to type. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
