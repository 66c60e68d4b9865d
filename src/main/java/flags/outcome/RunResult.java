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

  /** Returns the reason why the run was abandoned, or null if it was not. */
  public Throwable fault() {
    for (Outcome outcome : outcomes.values()) {
      if (outcome.fault() != null) {
        return outcome.fault();
      }
    }
    return null;
  }
}
