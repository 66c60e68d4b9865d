package flags.compare;

import flags.outcome.DownloadStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Runs of several strategies over the same codes against the same server.
 *
 * @param command what was typed
 * @param label of the server
 * @param ccList the codes
 * @param runs in the order in which they were made; each was completed, or given up for want of
 *     threads or memory
 * @param complete whether no run is missing, as after Ctrl-C
 */
public record Comparison(
    String command,
    String label,
    String baseUrl,
    List<String> ccList,
    List<MeasuredRun> runs,
    boolean complete) {

  /** Stands for a time that would mean nothing. */
  public static final long NONE = -1;

  private static final String BASE = "sequential";

  /** A response that comes sooner is not waited for: the time goes into the work on both sides. */
  private static final long NO_WAIT_NANOS = 5_000_000;

  /**
   * What the runs of one strategy came to; times are nanoseconds.
   *
   * @param typical the run with the median time, of two in the middle the slower; a run that was
   *     given up if all were
   * @param speedUp over the sequential strategy, or the slowest one without it; not a number where
   *     one of the two times is that of failures
   * @param best how long it could have taken at best, or {@link #NONE}
   */
  public record Summary(
      MeasuredRun typical, int runs, long lowest, long highest, double speedUp, long best) {}

  /** Sums up, strategy by strategy, in the order of their first run. */
  public List<Summary> summaries() {
    Map<String, List<MeasuredRun>> byStrategy = new LinkedHashMap<>();
    for (MeasuredRun run : runs) {
      byStrategy.computeIfAbsent(run.strategy(), name -> new ArrayList<>()).add(run);
    }
    double base = base();
    var summaries = new ArrayList<Summary>();
    for (List<MeasuredRun> all : byStrategy.values()) {
      List<MeasuredRun> whole = all.stream().filter(run -> run.shortage() == null).toList();
      List<MeasuredRun> succeeded = all.stream().filter(MeasuredRun::succeeded).toList();
      if (!succeeded.isEmpty()) {
        whole = succeeded; // a time of failures is none to show beside them
      }
      MeasuredRun typical = whole.isEmpty() ? all.getFirst() : median(whole);
      summaries.add(
          new Summary(
              typical,
              all.size(),
              whole.stream().mapToLong(MeasuredRun::elapsedNanos).min().orElse(NONE),
              whole.stream().mapToLong(MeasuredRun::elapsedNanos).max().orElse(NONE),
              typical.succeeded() ? base / typical.elapsedNanos() : Double.NaN,
              best(typical)));
    }
    return summaries;
  }

  /** The time with which the others are compared: on one connection there is most to gain. */
  private double base() {
    List<MeasuredRun> succeeded = succeeded(BASE);
    if (succeeded.isEmpty() && runs.stream().noneMatch(run -> run.strategy().equals(BASE))) {
      return runs.stream()
          .map(MeasuredRun::strategy)
          .distinct()
          .map(this::succeeded)
          .filter(all -> !all.isEmpty())
          .mapToDouble(all -> median(all).elapsedNanos())
          .max()
          .orElse(Double.NaN);
    }
    return succeeded.isEmpty() ? Double.NaN : median(succeeded).elapsedNanos();
  }

  private List<MeasuredRun> succeeded(String strategy) {
    return runs.stream().filter(run -> run.strategy().equals(strategy) && run.succeeded()).toList();
  }

  private static MeasuredRun median(List<MeasuredRun> runs) {
    return runs.stream()
        .sorted(Comparator.comparing(MeasuredRun::elapsedNanos))
        .toList()
        .get(runs.size() / 2);
  }

  /**
   * Returns how long a run could have taken at best, in nanoseconds: not less than its longest
   * response, nor than all of them shared by the connections, each whole. What a response takes is
   * read off the run itself, and off the run with the fewest connections, whose requests disturb
   * each other least. {@link #NONE} where nothing waits, or requests failed.
   */
  public long best(MeasuredRun run) {
    if (!run.succeeded() || !waits()) {
      return NONE;
    }
    return Math.min(
        bound(run.requests(), run.connections()), bound(calmest().requests(), run.connections()));
  }

  private static long bound(List<RequestTiming> requests, int connections) {
    long[] longestFirst =
        requests.stream().mapToLong(request -> -request.duration()).sorted().map(n -> -n).toArray();
    long bound = LongStream.of(longestFirst).sum() / connections;
    // Of one more than rounds * connections, one connection takes rounds + 1: at best the shortest.
    for (int first = 0, last = 0;
        last < longestFirst.length;
        last += connections, first += connections - 1) {
      bound =
          Math.max(bound, LongStream.of(longestFirst).skip(first).limit(last - first + 1L).sum());
    }
    return bound;
  }

  /** Returns whether the time goes into waiting for the server, as far as it is known. */
  public boolean waits() {
    MeasuredRun calmest = calmest();
    if (calmest == null) {
      return true;
    }
    long[] durations =
        calmest.requests().stream().mapToLong(RequestTiming::duration).sorted().toArray();
    return durations[durations.length / 2] >= NO_WAIT_NANOS;
  }

  private MeasuredRun calmest() {
    return runs.stream()
        .filter(MeasuredRun::succeeded)
        .min(
            Comparator.comparing(MeasuredRun::connections).thenComparing(MeasuredRun::elapsedNanos))
        .orElse(null);
  }

  /** Returns what was to be downloaded and, where it is the same for all runs, what came of it. */
  public String codes() {
    String codes =
        ccList.size() == 1
            ? ccList.getFirst()
            : ccList.size() + " codes from " + ccList.getFirst() + " to " + ccList.getLast();
    if (!sameCounts() || runs.isEmpty()) {
      return codes;
    }
    var counts = new ArrayList<String>();
    runs.getFirst()
        .result()
        .counter()
        .forEach(
            (status, count) ->
                counts.add(
                    count
                        + switch (status) {
                          case OK -> " downloaded";
                          case NOT_FOUND -> " not found";
                          case ERROR -> count == 1 ? " error" : " errors";
                          case INTERRUPTED -> " not finished";
                        }));
    return codes + ", each run: " + String.join(", ", counts);
  }

  /** Returns whether as many flags ended in each status in all runs. */
  boolean sameCounts() {
    return runs.stream().map(run -> run.result().counter()).distinct().count() <= 1;
  }

  /** Returns whether the same codes ended differently in different runs. */
  public boolean outcomesDiffer() {
    return runs.stream()
            .filter(run -> run.shortage() == null)
            .map(Comparison::outcomes)
            .distinct()
            .count()
        > 1;
  }

  private static Map<String, DownloadStatus> outcomes(MeasuredRun run) {
    return run.requests().stream()
        .collect(Collectors.toMap(RequestTiming::cc, s -> s.outcome().status()));
  }
}
