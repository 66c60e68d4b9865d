package flags.compare;

import flags.messages.Plural;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs of several strategies with the same codes against the same server.
 *
 * @param command the command, without the output options
 * @param ccList the country codes, distinct and sorted
 * @param runs the complete runs in chronological order
 * @param complete whether all runs are included; false after Ctrl-C
 */
public record Comparison(
    String command,
    String label,
    String baseUrl,
    List<String> ccList,
    List<MeasuredRun> runs,
    boolean complete) {

  private static final String BASE = "sequential";

  /** If responses take less than this, the time is spent on work at both ends, not on waiting. */
  private static final long NO_WAIT_NANOS = 5_000_000;

  private static final long SHORT_NANOS = 100_000_000;

  /**
   * The results of one strategy's runs.
   *
   * @param typical the run with the median time, or the slower of the two in the middle
   */
  record Summary(MeasuredRun typical, int runs, long lowestNanos, long highestNanos) {}

  /** Returns a summary of each strategy, in the order of their first runs. */
  List<Summary> summaries() {
    return runs.stream()
        .collect(
            Collectors.groupingBy(MeasuredRun::strategy, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(Comparison::summary)
        .toList();
  }

  /** Returns the typical run of each strategy. */
  List<MeasuredRun> typicalRuns() {
    return summaries().stream().map(Summary::typical).toList();
  }

  /** Leaves out times that include failures if there are others. */
  private static Summary summary(List<MeasuredRun> runs) {
    List<MeasuredRun> counted = sorted(runs, MeasuredRun::succeeded);
    if (counted.isEmpty()) {
      counted = sorted(runs, run -> true);
    }
    return new Summary(
        counted.get(counted.size() / 2),
        runs.size(),
        counted.getFirst().elapsedNanos(),
        counted.getLast().elapsedNanos());
  }

  private static List<MeasuredRun> sorted(List<MeasuredRun> runs, Predicate<MeasuredRun> which) {
    return runs.stream()
        .filter(which)
        .sorted(Comparator.comparing(MeasuredRun::elapsedNanos))
        .toList();
  }

  /**
   * Returns the run that speed-ups refer to: the typical one of the sequential strategy, which
   * gains most from concurrency, or of the slowest strategy if the sequential one did not run.
   * Returns null if its time includes failures.
   */
  MeasuredRun base() {
    List<MeasuredRun> typical = typicalRuns();
    return typical.stream()
        .filter(run -> run.strategy().equals(BASE))
        .findFirst()
        .or(() -> sorted(typical, MeasuredRun::succeeded).reversed().stream().findFirst())
        .filter(MeasuredRun::succeeded)
        .orElse(null);
  }

  /**
   * Returns how many times as fast as {@link #base} a run was; NaN if requests failed, or if chance
   * decides, because the time is short and nothing waits.
   */
  double speedUp(MeasuredRun run) {
    MeasuredRun base = base();
    return base == null || !run.succeeded() || base.elapsedNanos() < SHORT_NANOS && !waits()
        ? Double.NaN
        : (double) base.elapsedNanos() / run.elapsedNanos();
  }

  /**
   * Returns the time of a perfect client: it has as many connections as the run, each takes the
   * next code of the list as soon as it is free, and each response takes as long as the fastest
   * that any run got for that code. Returns {@link RequestTiming#NONE} if requests failed or
   * nothing waits.
   */
  long best(MeasuredRun run) {
    if (!run.succeeded() || !waits()) {
      return RequestTiming.NONE;
    }
    Map<String, Long> fastest = fastest();
    var connections = new PriorityQueue<Long>(Collections.nCopies(run.concurReq(), 0L));
    long end = 0;
    for (String cc : ccList) {
      long ended = connections.remove() + fastest.get(cc); // on the first one that is free
      connections.add(ended);
      end = Math.max(end, ended);
    }
    return end;
  }

  /** Returns the time of the fastest response for each code; empty if no run succeeded. */
  private Map<String, Long> fastest() {
    return runs.stream()
        .filter(MeasuredRun::succeeded)
        .flatMap(run -> run.requests().stream())
        .collect(Collectors.toMap(RequestTiming::cc, RequestTiming::duration, Math::min));
  }

  /** Returns whether even the fastest responses to nine tenths of the codes, if any, take long. */
  boolean waits() {
    List<Long> fastest = fastest().values().stream().sorted().toList();
    return fastest.isEmpty() || fastest.get(fastest.size() / 10) >= NO_WAIT_NANOS;
  }

  /** Describes the codes, and how their downloads ended if the counts are the same for all runs. */
  String codes() {
    String codes =
        ccList.size() == 1
            ? ccList.getFirst()
            : ccList.size() + " codes from " + ccList.getFirst() + " to " + ccList.getLast();
    return sameCounts() ? codes + ", each run: " + counts(runs.getFirst()) : codes;
  }

  private static String counts(MeasuredRun run) {
    var counts = new StringJoiner(", ");
    run.result()
        .counter()
        .forEach(
            (status, count) ->
                counts.add(
                    switch (status) {
                      case OK -> count + " downloaded";
                      case NOT_FOUND -> count + " not found";
                      case ERROR -> Plural.of(count, "error");
                      case INTERRUPTED -> count + " not finished";
                    }));
    return counts.toString();
  }

  /** Returns whether the numbers of flags that ended in each status are the same for all runs. */
  boolean sameCounts() {
    return runs.stream().map(run -> run.result().counter()).distinct().count() == 1;
  }

  /** Returns whether a code ended differently in different runs. */
  boolean outcomesDiffer() {
    return runs.stream()
            .flatMap(run -> run.requests().stream())
            .map(request -> request.cc() + request.outcome().status())
            .distinct()
            .count()
        > ccList.size();
  }
}
