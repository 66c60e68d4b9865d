package flags.compare;

import flags.outcome.DownloadStatus;
import flags.outcome.Run;
import flags.outcome.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs of several strategies over the same codes against the same server.
 *
 * @param command what was typed
 * @param label of the server
 * @param ccList the codes
 * @param runs in the order in which they were made
 */
public record Comparison(
    String command, String label, String baseUrl, List<String> ccList, List<Run> runs) {

  private static final String BASE = "sequential";

  /**
   * What the runs of one strategy came to; times are nanoseconds.
   *
   * @param typical the run with the median time
   * @param speedUp over the sequential strategy, or the slowest one without it
   * @param reached how much of what is possible with so many connections, 1 being all
   */
  public record Summary(
      Run typical, int runs, long lowest, long highest, double speedUp, double reached) {

    double flagsPerSecond() {
      return typical.count(DownloadStatus.OK) * 1e9 / typical.elapsedNanos();
    }
  }

  /** Sums up, strategy by strategy, in the order of their first run. */
  public List<Summary> summaries() {
    Map<String, List<Run>> byStrategy = new LinkedHashMap<>();
    for (Run run : runs) {
      byStrategy.computeIfAbsent(run.strategy(), name -> new ArrayList<>()).add(run);
    }
    List<Run> typical = byStrategy.values().stream().map(Comparison::median).toList();
    // What there is to gain on is one connection; without it, the slowest.
    long base =
        typical.stream()
            .max(
                Comparator.comparing((Run run) -> run.strategy().equals(BASE))
                    .thenComparing(Run::elapsedNanos))
            .orElseThrow()
            .elapsedNanos();
    double response = typicalResponse(typical);
    return typical.stream()
        .map(
            run -> {
              List<Run> all = byStrategy.get(run.strategy());
              long rounds = Math.ceilDiv(ccList.size(), run.connections());
              return new Summary(
                  run,
                  all.size(),
                  all.stream().mapToLong(Run::elapsedNanos).min().orElse(0),
                  all.stream().mapToLong(Run::elapsedNanos).max().orElse(0),
                  (double) base / run.elapsedNanos(),
                  rounds * response / run.elapsedNanos());
            })
        .toList();
  }

  /** Returns what was downloaded, in words. */
  public String codes() {
    return ccList.size() == 1
        ? ccList.getFirst()
        : ccList.size() + " codes from " + ccList.getFirst() + " to " + ccList.getLast();
  }

  /** Returns whether the same codes came to different ends in different runs. */
  public boolean endsDiffer() {
    return runs.stream().map(Comparison::ends).distinct().count() > 1;
  }

  private static Map<String, DownloadStatus> ends(Run run) {
    return run.spans().stream().collect(Collectors.toMap(Span::cc, s -> s.outcome().status()));
  }

  private static Run median(List<Run> runs) {
    return runs.stream()
        .sorted(Comparator.comparing(Run::elapsedNanos))
        .toList()
        .get((runs.size() - 1) / 2);
  }

  /** The median response time where requests disturb each other least. */
  private static double typicalResponse(List<Run> runs) {
    Run calmest = runs.stream().min(Comparator.comparing(Run::connections)).orElseThrow();
    long[] durations = calmest.spans().stream().mapToLong(Span::duration).sorted().toArray();
    int n = durations.length;
    return n == 0 ? 0 : (durations[(n - 1) / 2] + durations[n / 2]) / 2.0;
  }
}
