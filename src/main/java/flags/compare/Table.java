package flags.compare;

import flags.compare.Comparison.Summary;
import flags.outcome.DownloadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats a comparison as a table with one line per strategy, at most 80 columns wide. */
final class Table {
  private static final int ENOUGH_RUNS_FOR_A_RANGE = 3;
  private static final String NOTHING = "-";

  private Table() {}

  /** Returns the lines; the first one is the heading. */
  public static List<String> lines(Comparison comparison) {
    List<Summary> summaries = comparison.summaries();
    boolean range = summaries.stream().anyMatch(s -> s.runs() >= ENOUGH_RUNS_FOR_A_RANGE);
    boolean counts = !comparison.sameCounts();
    boolean narrow = range && counts; // or the table would be wider than a terminal
    String gap = range ? " " : "  ";
    var columns = new ArrayList<List<String>>();
    columns.add(column(summaries, "strategy", s -> s.typical().strategy()));
    columns.add(column(summaries, "conns", s -> "" + s.typical().connections()));
    if (counts) {
      columns.add(column(summaries, "ok", s -> count(s, DownloadStatus.OK)));
      columns.add(column(summaries, "404", s -> count(s, DownloadStatus.NOT_FOUND)));
      columns.add(column(summaries, "err", s -> count(s, DownloadStatus.ERROR)));
    }
    columns.add(column(summaries, "threads", s -> "" + cost(s).threads()));
    columns.add(column(summaries, "elapsed", s -> seconds(s.typical().elapsedNanos())));
    if (range) {
      columns.add(column(summaries, "lowest", s -> seconds(s.lowest())));
      columns.add(column(summaries, "highest", s -> seconds(s.highest())));
    }
    if (comparison.waits()) {
      columns.add(column(summaries, narrow ? "best" : "at best", Table::best));
    }
    columns.add(column(summaries, narrow ? "speed" : "speed-up", Table::speedUp));
    columns.add(column(summaries, "CPU", s -> decimals(2, cost(s).cpuNanos() / 1e9) + "s"));

    var lines = new ArrayList<String>();
    for (int row = 0; row <= summaries.size(); row++) {
      var line = new StringBuilder();
      for (List<String> column : columns) {
        String pad = " ".repeat(width(column) - column.get(row).length());
        boolean first = column == columns.getFirst();
        line.append(first ? "" : gap).append(first ? column.get(row) + pad : pad + column.get(row));
      }
      String shortage = row == 0 ? null : summaries.get(row - 1).typical().shortage();
      lines.add(
          shortage == null
              ? line.toString()
              : line.substring(0, width(columns.get(0)) + gap.length() + width(columns.get(1)))
                  + gap
                  + shortage);
    }
    return lines;
  }

  private interface Cell {
    String of(Summary summary);
  }

  private static List<String> column(List<Summary> summaries, String heading, Cell cell) {
    var column = new ArrayList<>(List.of(heading));
    summaries.forEach(summary -> column.add(cell.of(summary)));
    return column;
  }

  private static int width(List<String> column) {
    return column.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String count(Summary summary, DownloadStatus status) {
    return Integer.toString(summary.typical().count(status));
  }

  private static Cost cost(Summary summary) {
    return summary.typical().cost();
  }

  /**
   * Formats the shortest possible time. Never rounds up; from 1 s on, shows one decimal less than
   * {@link #seconds}, because the time is an estimate.
   */
  private static String best(Summary summary) {
    long best = summary.best();
    if (best == Comparison.NONE) {
      return NOTHING;
    }
    int decimals = best >= 1_000_000_000 ? 1 : digits(best);
    double unit = Math.pow(10, decimals);
    return decimals(decimals, Math.floor(best / 1e9 * unit) / unit) + "s";
  }

  private static String speedUp(Summary summary) {
    double speedUp = summary.speedUp();
    return Double.isNaN(speedUp) ? NOTHING : decimals(1, speedUp) + "x";
  }

  /**
   * Formats a time in seconds with two decimals, as in the report of a run, or with more if it is
   * short.
   */
  static String seconds(long nanos) {
    return decimals(digits(nanos), nanos / 1e9) + "s";
  }

  /** Returns the number of decimals with which to show a time in seconds. */
  static int digits(long nanos) {
    return nanos >= 100_000_000 ? 2 : nanos >= 10_000_000 ? 3 : 4;
  }

  /** Formats a number in the same way in every locale. */
  static String decimals(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
