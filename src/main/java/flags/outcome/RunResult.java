package flags.outcome;

import java.util.List;
import java.util.Map;

/**
 * What came of downloading a list of flags by one strategy.
 *
 * @param connections how many requests might be in flight at once
 * @param counter how many downloads ended in which status
 * @param requests the requests, if they were recorded, in the order of their beginning
 * @param cost if it was measured, else null
 * @param shortage what of the machine it ran out of, so that it was given up; null if of nothing
 */
public record RunResult(
    String strategy,
    int connections,
    Map<DownloadStatus, Integer> counter,
    long elapsedNanos,
    List<RequestTiming> requests,
    Cost cost,
    String shortage) {

  /** A run that was not recorded. */
  public RunResult(
      String strategy, int connections, Map<DownloadStatus, Integer> counter, long elapsedNanos) {
    this(strategy, connections, counter, elapsedNanos, List.of(), null, null);
  }

  /** Returns how many downloads ended so. */
  public int count(DownloadStatus status) {
    return counter.getOrDefault(status, 0);
  }

  /**
   * Returns whether every request got its response and could be saved: else the times would be
   * those of failures.
   */
  public boolean succeeded() {
    return shortage == null
        && requests.stream().noneMatch(request -> !request.whole() || request.outcome().local());
  }
}
