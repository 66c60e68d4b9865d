package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import flags.outcome.RunResult;
import flags.process.Shortage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * One use of a strategy: the arguments of {@code download_many}, and what surrounds the call.
 *
 * @param name the name of the strategy
 * @param ccList distinct country codes, sorted
 * @param concurReq the maximum number of requests in flight
 */
record Run(
    String name, DownloadMany strategy, List<String> ccList, Downloader downloader, int concurReq) {

  /**
   * Downloads the flags, and prints only the progress.
   *
   * @param beforeFirstRequest called immediately before the strategy
   */
  RunResult execute(Progress progress, Runnable beforeFirstRequest)
      throws InterruptedException, ExecutionException {
    var outcomes = new LinkedHashMap<String, Outcome>();
    Progress collector =
        (cc, outcome) -> {
          outcomes.put(cc, outcome);
          if (outcome.fault() != null) {
            downloader.interrupt(); // the run is lost: stop the other downloads
          }
          progress.completed(cc, outcome);
        };
    Map<DownloadStatus, Integer> counter;
    long elapsed = 0;
    try (progress) {
      Shortage.requireSpareThreads();
      beforeFirstRequest.run();
      long start = System.nanoTime();
      try {
        counter = strategy.downloadMany(ccList, downloader, concurReq, collector);
      } finally {
        elapsed = System.nanoTime() - start;
      }
    } catch (OutOfMemoryError e) { // too few threads, or too little memory to collect the outcomes
      Outcome fault = Outcome.fault(e);
      for (String cc : ccList) {
        outcomes.putIfAbsent(cc, fault);
      }
      counter = new EnumMap<>(DownloadStatus.class);
      for (Outcome outcome : outcomes.values()) {
        counter.merge(outcome.status(), 1, Integer::sum);
      }
    }
    return new RunResult(name, concurReq, counter, elapsed, outcomes);
  }
}
