package flags.download;

import java.io.PrintStream;

/** Shows the progress of a run. Called from a single thread. */
@FunctionalInterface
public interface Progress extends AutoCloseable {
  /** Shows nothing. */
  Progress NONE = (cc, outcome) -> {};

  /** Prints one line per flag, in order of completion; skips interrupted downloads. */
  static Progress lines(PrintStream out) {
    return (cc, outcome) -> {
      if (outcome.status() != DownloadStatus.INTERRUPTED) {
        out.println(cc + " " + outcome.message());
      }
    };
  }

  /** Called when the download of a flag has ended. */
  void completed(String cc, Outcome outcome);

  /** Returns what to print before a line, so that it does not continue another one. */
  default String newLine() {
    return "";
  }

  @Override
  default void close() {}
}
