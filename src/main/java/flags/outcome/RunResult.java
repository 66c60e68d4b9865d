package flags.outcome;

import java.util.Map;

/**
 * The result of downloading a list of flags with one strategy.
 *
 * @param connections the maximum number of requests in flight
 * @param counter the number of downloads that ended in each status
 * @param outcomes the outcomes by country code, in order of completion
 */
public record RunResult(
    String strategy,
    int connections,
    Map<DownloadStatus, Integer> counter,
    long elapsedNanos,
    Map<String, Outcome> outcomes) {

  public int count(DownloadStatus status) {
    return counter.getOrDefault(status, 0);
  }

  /**
   * Returns the reason why the run was abandoned, or null if it was not. If memory ran out, it is
   * that, because other faults may be its consequences.
   */
  public Throwable fault() {
    Throwable fault = null;
    for (Outcome outcome : outcomes.values()) {
      if (fault == null || outcome.fault() instanceof OutOfMemoryError) {
        fault = outcome.fault();
      }
    }
    return fault;
  }
}
