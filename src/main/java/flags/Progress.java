package flags;

import flags.outcome.Outcome;
import flags.process.TerminalWidth;
import java.io.PrintStream;

/** Shows a person how a run gets on; used by one thread. */
interface Progress extends AutoCloseable {

  /** Shows that the download of a flag has ended. */
  void completed(String cc, Outcome outcome);

  @Override
  void close();

  /** What suits the run: a line a flag with {@code -v}, else a bar where a person can see it. */
  static Progress of(boolean verbose, int total, PrintStream out, PrintStream err) {
    if (verbose) {
      return new ProgressLines(out);
    }
    return bar("", total, err);
  }

  /** A bar with a name where a person can see it. */
  static Progress bar(String name, int total, PrintStream err) {
    int width = TerminalWidth.ofStderr();
    return width > 0 ? new ProgressOnBar(name, total, err, width) : new NoProgress();
  }

  /** Shows nothing. */
  record NoProgress() implements Progress {
    @Override
    public void completed(String cc, Outcome outcome) {}

    @Override
    public void close() {}
  }
}
