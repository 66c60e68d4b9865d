package flags.outcome;

import java.util.List;
import java.util.Map;

/**
 * What came of downloading a list of flags by one strategy.
 *
 * @param connections how many requests might be under way at once
 * @param counter how many downloads ended in which status
 * @param spans the requests, if they were recorded, in the order of their beginning
 */
public record Run(
    String strategy,
    int connections,
    Map<DownloadStatus, Integer> counter,
    long elapsedNanos,
    List<Span> spans) {

  /** Returns how many downloads ended so. */
  public int count(DownloadStatus status) {
    return counter.getOrDefault(status, 0);
  }
}
