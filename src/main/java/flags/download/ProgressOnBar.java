package flags.download;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress as a bar on one line of the terminal. The original uses {@code tqdm}. */
public final class ProgressOnBar implements Progress {
  /** Room for the {@code ^C} that a terminal echoes, and the cursor: the line must not wrap. */
  private static final int ECHO = 3;

  private final PrintStream err;
  private final ProgressBar bar;

  /**
   * @param name the label of the bar, or an empty string
   * @param width the width of the terminal, in columns
   */
  public ProgressOnBar(String name, int total, PrintStream err, int width) {
    this.err = err;
    boolean blocks = err.charset().newEncoder().canEncode("█▉▊▋▌▍▎▏");
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(total)
            .setStyle(blocks ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(100)
            // The default consumer starts a terminal library, which takes longer than most runs.
            .setConsumer(
                new DelegatingProgressBarConsumer(frame -> err.print('\r' + frame), width - ECHO))
            .build();
  }

  @Override
  public void completed(String cc, Outcome outcome) {
    if (outcome.status() != DownloadStatus.INTERRUPTED) {
      bar.step();
    }
  }

  @Override
  public String newLine() {
    return System.lineSeparator();
  }

  /** Draws the final state of the bar and ends its line. */
  @Override
  public void close() {
    bar.close();
    err.println();
  }
}
