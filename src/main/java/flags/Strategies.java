package flags;

import flags.settings.Strategy;

/**
 * Creates the implementation of each {@link Strategy}. The enum cannot do it: the command line and
 * the settings use it, and must not depend on the downloads.
 */
final class Strategies {
  private Strategies() {}

  static DownloadMany create(Strategy strategy) {
    return switch (strategy) {
      case SEQUENTIAL -> new FlagsSequential();
      case THREADPOOL -> new FlagsThreadPool();
      case VIRTUAL -> new FlagsVirtual();
    };
  }
}
