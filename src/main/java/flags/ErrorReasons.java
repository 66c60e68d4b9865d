package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Why flags ended in errors, each reason once, for those who did not ask for a line a flag; not in
 * the original, which only counts them then. Passes on what it is told.
 */
final class ErrorReasons implements Progress {
  private static final int MAX_REASONS = 5;
  private static final int MAX_CODES = 5;

  private final Progress progress;
  private final Map<String, Affected> affectedByReason = new TreeMap<>();

  private record Affected(List<String> codes, Set<String> strategies) {}

  ErrorReasons(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void completed(String cc, Outcome outcome) {
    add(cc, outcome, null);
    progress.completed(cc, outcome);
  }

  /**
   * Takes note of an outcome.
   *
   * @param strategy to be named beside the codes, or null
   */
  void add(String cc, Outcome outcome, String strategy) {
    if (outcome.status() != DownloadStatus.ERROR) {
      return;
    }
    Affected affected =
        affectedByReason.computeIfAbsent(
            outcome.reason(), reason -> new Affected(new ArrayList<>(), new LinkedHashSet<>()));
    affected.codes.add(cc);
    if (strategy != null) {
      affected.strategies.add(strategy);
    }
  }

  @Override
  public void close() {
    progress.close();
  }

  /**
   * Prints the most frequent reasons, a line each.
   *
   * @param option that shows the others, too
   */
  void print(PrintStream err, String option) {
    List<Map.Entry<String, Affected>> reasons = new ArrayList<>(affectedByReason.entrySet());
    reasons.sort(Comparator.comparing(reason -> -reason.getValue().codes.size()));
    for (var reason : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
      Affected affected = reason.getValue();
      List<String> codes = affected.codes.stream().distinct().sorted().toList();
      err.println(
          FlagsCommon.count(affected.codes.size(), "error")
              + ": "
              + reason.getKey()
              + " ("
              + String.join(", ", codes.subList(0, Math.min(MAX_CODES, codes.size())))
              + (codes.size() > MAX_CODES ? ", ..." : "")
              + (affected.strategies.isEmpty() ? "" : "; ")
              + String.join(", ", affected.strategies)
              + ")");
    }
    if (reasons.size() > MAX_REASONS) {
      err.println(
          FlagsCommon.count(reasons.size() - MAX_REASONS, "more reason")
              + "; "
              + option
              + " shows them all.");
    }
  }
}
