package flags;

import flags.settings.Strategy;

/** Creates the implementation of each {@link Strategy}. */
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
