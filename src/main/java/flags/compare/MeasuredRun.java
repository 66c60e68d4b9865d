package flags.compare;

import flags.outcome.DownloadStatus;
import flags.outcome.RunResult;
import flags.process.FatalErrorHandler;
import java.util.List;

/**
 * A run of a comparison.
 *
 * @param requests in the order in which they started
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

  /** Returns what the system lacked, so that the run was given up; null if it was not. */
  public String shortage() {
    return result.fault() instanceof OutOfMemoryError e
        ? FatalErrorHandler.isOfThreads(e) ? "no more threads" : "no more memory"
        : null;
  }

  /**
   * Returns whether every request got its response and could be saved; if not, the times are those
   * of failures.
   */
  public boolean succeeded() {
    return shortage() == null
        && requests.stream().allMatch(request -> request.whole() && !request.outcome().local());
  }
}
