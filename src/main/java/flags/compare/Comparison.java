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
 * Runs of several strategies with the same codes against the same server.
 *
 * @param command the command as typed, without the output options
 * @param label the label of the server
 * @param ccList the country codes, distinct and sorted
 * @param runs the runs in chronological order; each was completed, or abandoned for lack of threads
 *     or memory
 * @param complete whether all runs are included; false after Ctrl-C
 */
public record Comparison(
    String command,
    String label,
    String baseUrl,
    List<String> ccList,
    List<MeasuredRun> runs,
    boolean complete) {

  /** Stands for a time that would be meaningless. */
  public static final long NONE = -1;

  private static final String BASE = "sequential";

  /** If responses take less than this, the time is spent on work at both ends, not on waiting. */
  private static final long NO_WAIT_NANOS = 5_000_000;

  /**
   * The results of one strategy's runs. Times are in nanoseconds.
   *
   * @param typical the run with the median time, or the slower of the two in the middle; if all
   *     runs were abandoned, the first of them
   * @param speedUp the speed-up over the sequential strategy, or over the slowest one if the
   *     sequential one did not run; NaN if one of the two times includes failures
   * @param best the shortest possible time of the typical run, or {@link #NONE}
   */
  public record Summary(
      MeasuredRun typical, int runs, long lowest, long highest, double speedUp, long best) {}

  /** Returns a summary of each strategy, in the order of their first runs. */
  public List<Summary> summaries() {
    Map<String, List<MeasuredRun>> byStrategy = new LinkedHashMap<>();
    for (MeasuredRun run : runs) {
      byStrategy.computeIfAbsent(run.strategy(), name -> new ArrayList<>()).add(run);
    }
    double base = base();
    var summaries = new ArrayList<Summary>();
    for (List<MeasuredRun> all : byStrategy.values()) {
      List<MeasuredRun> completed = all.stream().filter(run -> run.shortage() == null).toList();
      List<MeasuredRun> succeeded = all.stream().filter(MeasuredRun::succeeded).toList();
      if (!succeeded.isEmpty()) {
        completed = succeeded; // leave out times that include failures
      }
      MeasuredRun typical = completed.isEmpty() ? all.getFirst() : median(completed);
      summaries.add(
          new Summary(
              typical,
              all.size(),
              completed.stream().mapToLong(MeasuredRun::elapsedNanos).min().orElse(NONE),
              completed.stream().mapToLong(MeasuredRun::elapsedNanos).max().orElse(NONE),
              typical.succeeded() ? base / typical.elapsedNanos() : Double.NaN,
              best(typical)));
    }
    return summaries;
  }

  /**
   * Returns the time that speed-ups refer to: that of the sequential strategy, which gains most
   * from concurrency, or else the longest.
   */
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
   * Returns the shortest time that a run could have taken, in nanoseconds, or {@link #NONE} if the
   * time is not spent waiting or requests failed.
   *
   * <p>A run cannot be faster than its longest response, nor than all its responses distributed
   * over its connections, without splitting any. The response times come from the run itself, and
   * from the run with the fewest connections, whose requests disturb each other least. The lower of
   * the two results is returned.
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
    // Of the rounds * connections + 1 longest responses, some connection handles at least
    // rounds + 1. At best, these are the shortest of them.
    for (int first = 0, last = 0;
        last < longestFirst.length;
        last += connections, first += connections - 1) {
      bound =
          Math.max(bound, LongStream.of(longestFirst).skip(first).limit(last - first + 1L).sum());
    }
    return bound;
  }

  /** Returns whether the time is spent waiting for the server; true if no run succeeded. */
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

  /**
   * Describes the codes, and the number of downloads that ended in each status if it is the same
   * for all runs.
   */
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

  /** Returns whether the numbers of flags that ended in each status are the same for all runs. */
  boolean sameCounts() {
    return runs.stream().map(run -> run.result().counter()).distinct().count() <= 1;
  }

  /** Returns whether a code ended differently in different runs. Ignores abandoned runs. */
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
