package flags.compare;

import flags.compare.Comparison.Summary;
import flags.download.DownloadStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Formats a comparison as a table with one line per strategy, at most 80 columns wide. */
final class Table {
  private static final int ENOUGH_RUNS_FOR_A_RANGE = 3;
  private static final String NOTHING = "-";

  private Table() {}

  /** Returns the lines; the first one is the heading. */
  static List<String> lines(Comparison comparison) {
    List<Summary> summaries = comparison.summaries();
    boolean range = summaries.stream().anyMatch(s -> s.runs() >= ENOUGH_RUNS_FOR_A_RANGE);
    boolean counts = !comparison.sameCounts();
    boolean narrow = range && counts; // or the table would be wider than a terminal
    String gap = narrow ? " " : "  ";
    var cells = new LinkedHashMap<String, Function<Summary, String>>();
    cells.put("strategy", s -> s.typical().strategy());
    cells.put("conns", s -> "" + s.typical().concurReq());
    if (counts) {
      cells.put("ok", s -> count(s, DownloadStatus.OK));
      cells.put("404", s -> count(s, DownloadStatus.NOT_FOUND));
      cells.put("err", s -> count(s, DownloadStatus.ERROR));
    }
    cells.put("threads", s -> "" + s.typical().threads());
    cells.put("elapsed", s -> seconds(s.typical().elapsedNanos()));
    if (range) {
      cells.put("lowest", s -> seconds(s.lowestNanos()));
      cells.put("highest", s -> seconds(s.highestNanos()));
    }
    if (comparison.waits()) {
      cells.put(narrow ? "best" : "at best", s -> best(comparison.best(s.typical())));
    }
    cells.put(narrow ? "speed" : "speed-up", s -> speedUp(comparison.speedUp(s.typical())));
    cells.put("CPU", s -> decimals(2, s.typical().cpuNanos() / 1e9) + "s");

    List<StringJoiner> lines = new ArrayList<>();
    IntStream.rangeClosed(0, summaries.size()).forEach(row -> lines.add(new StringJoiner(gap)));
    cells.forEach(
        (heading, cell) -> {
          var column = Stream.concat(Stream.of(heading), summaries.stream().map(cell)).toList();
          int width = column.stream().mapToInt(String::length).max().orElseThrow();
          String format = "%" + (heading.equals("strategy") ? "-" : "") + width + "s";
          for (int row = 0; row < column.size(); row++) {
            lines.get(row).add(String.format(format, column.get(row)));
          }
        });
    return lines.stream().map(StringJoiner::toString).toList();
  }

  private static String count(Summary summary, DownloadStatus status) {
    return Integer.toString(summary.typical().result().count(status));
  }

  /**
   * Formats the shortest possible time. Never rounds up; from 1 s on, shows one decimal less than
   * {@link #seconds}, because the time is an estimate.
   */
  private static String best(long best) {
    if (best == RequestTiming.NONE) {
      return NOTHING;
    }
    int decimals = best >= 1_000_000_000 ? 1 : digits(best);
    double unit = Math.pow(10, decimals);
    return decimals(decimals, Math.floor(best / 1e9 * unit) / unit) + "s";
  }

  private static String speedUp(double speedUp) {
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
