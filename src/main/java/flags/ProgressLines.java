package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.io.PrintStream;

/** Prints one line per flag, in order of completion; skips interrupted downloads. */
record ProgressLines(PrintStream out) implements Progress {

  @Override
  public void completed(String cc, Outcome outcome) {
    if (outcome.status() != DownloadStatus.INTERRUPTED) {
      out.println(cc + " " + outcome.message());
    }
  }
}
