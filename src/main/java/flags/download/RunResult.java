package flags.download;

import java.util.Map;

/**
 * The result of downloading a list of flags with one strategy.
 *
 * @param concurReq the maximum number of requests in flight
 * @param counter the number of downloads that ended in each status
 * @param outcomes the outcomes by country code, in order of completion
 */
public record RunResult(
    String strategy,
    int concurReq,
    Map<DownloadStatus, Integer> counter,
    long elapsedNanos,
    Map<String, Outcome> outcomes) {

  public int count(DownloadStatus status) {
    return counter.getOrDefault(status, 0);
  }
}
