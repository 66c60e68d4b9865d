package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.io.PrintStream;

/** A line a flag, in order of completion. */
record ProgressLines(PrintStream out) implements Progress {

  @Override
  public void completed(String cc, Outcome outcome) {
    if (outcome.status() != DownloadStatus.INTERRUPTED) {
      out.println(cc + " " + outcome.message());
    }
  }

  @Override
  public void close() {}
}
