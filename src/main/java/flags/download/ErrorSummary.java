package flags.download;

import flags.messages.Plural;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prints the reasons for errors, each one once with the codes affected; not in the original, which
 * prints reasons only with {@code -v}.
 */
public final class ErrorSummary {
  private static final int MAX_REASONS = 5;
  private static final int MAX_CODES = 5;

  private record Affected(List<String> codes, Set<String> strategies) {}

  private ErrorSummary() {}

  /**
   * Prints the most frequent reasons, one per line; with the names of the strategies if there are
   * several.
   *
   * @param option the option that shows all reasons, to suggest to the user
   */
  public static void print(List<RunResult> runs, PrintStream err, String option) {
    var affectedByReason = new TreeMap<String, Affected>();
    var strategies = new HashSet<String>();
    for (RunResult run : runs) {
      strategies.add(run.strategy());
      for (var download : run.outcomes().entrySet()) {
        Outcome outcome = download.getValue();
        if (outcome.status() == DownloadStatus.ERROR) {
          Affected affected =
              affectedByReason.computeIfAbsent(
                  outcome.reason(),
                  reason -> new Affected(new ArrayList<>(), new LinkedHashSet<>()));
          affected.codes.add(download.getKey());
          affected.strategies.add(run.strategy());
        }
      }
    }
    List<Map.Entry<String, Affected>> reasons = new ArrayList<>(affectedByReason.entrySet());
    reasons.sort(Comparator.comparing(reason -> -reason.getValue().codes.size()));
    for (var reason : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
      Affected affected = reason.getValue();
      List<String> codes = affected.codes.stream().distinct().sorted().toList();
      err.println(
          "%s: %s (%s%s%s)"
              .formatted(
                  Plural.of(affected.codes.size(), "error"),
                  reason.getKey(),
                  String.join(", ", codes.subList(0, Math.min(MAX_CODES, codes.size()))),
                  codes.size() > MAX_CODES ? ", ..." : "",
                  strategies.size() > 1 ? "; " + String.join(", ", affected.strategies) : ""));
    }
    if (reasons.size() > MAX_REASONS) {
      String more = Plural.of(reasons.size() - MAX_REASONS, "more reason");
      err.println(more + "; " + option + " shows them all.");
    }
  }
}
