package flags;

import flags.outcome.Outcome;

/** Shows the progress of a run. Called from a single thread. */
@FunctionalInterface
interface Progress extends AutoCloseable {
  /** Shows nothing. */
  Progress NONE = (cc, outcome) -> {};

  /** Called when the download of a flag has ended. */
  void completed(String cc, Outcome outcome);

  @Override
  default void close() {}
}
