package flags.compare;

import flags.outcome.DownloadStatus;
import flags.outcome.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison in figures, a line a strategy, in at most 80 columns. */
public final class Table {
  private static final int ENOUGH_RUNS_FOR_A_RANGE = 3;

  private Table() {}

  /** Returns the lines, two of them headings. */
  public static List<String> lines(List<Comparison.Summary> summaries) {
    boolean range = summaries.stream().anyMatch(s -> s.runs() >= ENOUGH_RUNS_FOR_A_RANGE);
    var columns = new ArrayList<List<String>>();
    columns.add(column(summaries, "", "strategy", s -> s.typical().strategy()));
    columns.add(column(summaries, "", "conns", s -> "" + s.typical().connections()));
    columns.add(column(summaries, "down-", "loaded", s -> count(s, DownloadStatus.OK)));
    columns.add(column(summaries, "not", "found", s -> count(s, DownloadStatus.NOT_FOUND)));
    columns.add(column(summaries, "", "errors", s -> count(s, DownloadStatus.ERROR)));
    columns.add(column(summaries, "", "elapsed", s -> seconds(s.typical().elapsedNanos())));
    if (range) {
      columns.add(column(summaries, "", "lowest", s -> seconds(s.lowest())));
      columns.add(column(summaries, "", "highest", s -> seconds(s.highest())));
    }
    columns.add(column(summaries, "flags", "a s", s -> decimals(1, s.flagsPerSecond())));
    columns.add(column(summaries, "speed", "up", s -> decimals(1, s.speedUp()) + "x"));
    columns.add(column(summaries, "of", "limit", s -> decimals(0, 100 * s.reached()) + "%"));

    var lines = new ArrayList<String>();
    for (int row = 0; row < columns.getFirst().size(); row++) {
      var line = new StringBuilder();
      for (List<String> column : columns) {
        int width = column.stream().mapToInt(String::length).max().orElse(0);
        String pad = " ".repeat(width - column.get(row).length());
        boolean first = column == columns.getFirst();
        line.append(first ? "" : " ").append(first ? column.get(row) + pad : pad + column.get(row));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private interface Cell {
    String of(Comparison.Summary summary);
  }

  private static List<String> column(
      List<Comparison.Summary> summaries, String above, String heading, Cell cell) {
    var column = new ArrayList<>(List.of(above, heading));
    summaries.forEach(summary -> column.add(cell.of(summary)));
    return column;
  }

  private static String count(Comparison.Summary summary, DownloadStatus status) {
    Run run = summary.typical();
    return Integer.toString(run.count(status));
  }

  /** With two decimals, as the reports of runs have it, or as many as it takes to tell. */
  static String seconds(long nanos) {
    int decimals = nanos >= 100_000_000 ? 2 : nanos >= 10_000_000 ? 3 : 4;
    return decimals(decimals, nanos / 1e9) + "s";
  }

  /** The same in every locale. */
  static String decimals(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
