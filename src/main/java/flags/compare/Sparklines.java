package flags.compare;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the number of requests in flight over time, for a terminal: one line per run, on a common
 * time axis and a common scale.
 */
final class Sparklines {
  private static final int COLUMNS = 44;
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = ".:-=+*#@";

  private Sparklines() {}

  /** Returns the lines, in ASCII if the charset has no block characters. */
  static List<String> lines(List<MeasuredRun> runs, Charset charset) {
    String heights = charset.newEncoder().canEncode(BLOCKS) ? BLOCKS : ASCII;
    long end = runs.stream().mapToLong(MeasuredRun::elapsedNanos).max().orElse(1);
    int highest = runs.stream().mapToInt(run -> run.lanes().size()).max().orElse(1);
    int width = runs.stream().mapToInt(run -> run.strategy().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    for (MeasuredRun run : runs) {
      var shape = new StringBuilder();
      for (double average : averages(run.requests(), (double) end / COLUMNS)) {
        int eighths = (int) Math.ceil(average / highest * heights.length() - 1e-9);
        shape.append(eighths == 0 ? ' ' : heights.charAt(Math.min(eighths, heights.length()) - 1));
      }
      lines.add(String.format("%-" + width + "s  %s  %s", run.strategy(), shape, peak(run)));
    }
    return lines;
  }

  /** Describes the peak number of requests in flight, and when it was first reached. */
  private static String peak(MeasuredRun run) {
    List<List<RequestTiming>> lanes = run.lanes();
    long reached = lanes.getLast().getFirst().started();
    String after = Table.decimals(Table.digits(run.elapsedNanos()), reached / 1e9);
    return "peak " + lanes.size() + " after " + after + "s";
  }

  /** Returns the average number of requests in flight in each column. */
  private static double[] averages(List<RequestTiming> requests, double nanosPerColumn) {
    var averages = new double[COLUMNS];
    for (RequestTiming request : requests) {
      for (int i = 0; i < COLUMNS; i++) {
        double from = Math.max(request.started(), i * nanosPerColumn);
        double to = Math.min(request.ended(), (i + 1) * nanosPerColumn);
        averages[i] += Math.max(0, to - from) / nanosPerColumn;
      }
    }
    return averages;
  }
}
