package flags.compare;

import flags.outcome.DownloadStatus;
import flags.outcome.RunResult;
import flags.process.Shortage;
import java.util.List;

/**
 * A run of a comparison, with its measurements.
 *
 * @param requests the requests in order of start
 */
public record MeasuredRun(RunResult result, List<RequestTiming> requests, Cost cost) {

  public String strategy() {
    return result.strategy();
  }

  public int connections() {
    return result.connections();
  }

  public long elapsedNanos() {
    return result.elapsedNanos();
  }

  /** Returns the number of downloads that ended in a status. */
  public int count(DownloadStatus status) {
    return result.count(status);
  }

  /**
   * Returns the shortage that ended the run, "no more threads" or "no more memory", or null if
   * there was none.
   */
  public String shortage() {
    if (!Shortage.isCauseOf(result.fault())) {
      return null;
    }
    return Shortage.isOfThreads(result.fault()) ? "no more threads" : "no more memory";
  }

  /**
   * Returns whether every response arrived in full and could be saved. If not, the times include
   * failures.
   */
  public boolean succeeded() {
    return shortage() == null
        && requests.stream().allMatch(request -> request.whole() && !request.outcome().local());
  }
}
