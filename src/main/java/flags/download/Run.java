package flags.download;

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
public record Run(
    String name, DownloadMany strategy, List<String> ccList, Downloader downloader, int concurReq) {

  /** Downloads the flags, and prints only the progress. */
  public RunResult execute(Progress progress) throws InterruptedException, ExecutionException {
    var outcomes = new LinkedHashMap<String, Outcome>();
    try (progress) {
      long start = System.nanoTime();
      Map<DownloadStatus, Integer> counter =
          strategy.downloadMany(
              ccList,
              downloader,
              concurReq,
              (cc, outcome) -> {
                outcomes.put(cc, outcome);
                progress.completed(cc, outcome);
              });
      return new RunResult(name, concurReq, counter, System.nanoTime() - start, outcomes);
    }
  }
}
