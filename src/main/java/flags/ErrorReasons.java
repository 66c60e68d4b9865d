package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why flags ended in errors, each reason once, for those who did not ask for a line a flag; not in
 * the original, which only counts them then. Passes on what it is told.
 */
final class ErrorReasons implements Progress {
  private static final int MAX_REASONS = 5;
  private static final int MAX_CODES = 5;

  private final Progress progress;
  private final Map<String, List<String>> codesByReason = new TreeMap<>();

  ErrorReasons(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void completed(String cc, Outcome outcome) {
    if (outcome.status() == DownloadStatus.ERROR) {
      codesByReason.computeIfAbsent(outcome.reason(), reason -> new ArrayList<>()).add(cc);
    }
    progress.completed(cc, outcome);
  }

  @Override
  public void close() {
    progress.close();
  }

  /** Prints the most frequent reasons, a line each. */
  void print(PrintStream err) {
    List<Map.Entry<String, List<String>>> reasons = new ArrayList<>(codesByReason.entrySet());
    reasons.sort(Comparator.comparing(reason -> -reason.getValue().size()));
    for (var reason : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
      List<String> codes = reason.getValue().stream().sorted().toList();
      err.println(
          FlagsCommon.count(codes.size(), "error")
              + ": "
              + reason.getKey()
              + " ("
              + String.join(", ", codes.subList(0, Math.min(MAX_CODES, codes.size())))
              + (codes.size() > MAX_CODES ? ", ...)" : ")"));
    }
    if (reasons.size() > MAX_REASONS) {
      err.println(
          FlagsCommon.count(reasons.size() - MAX_REASONS, "more reason") + "; -v shows them all.");
    }
  }
}
