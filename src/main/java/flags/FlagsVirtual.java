package flags;

import flags.outcome.DownloadStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Look at what limits the requests: there is a virtual thread for every flag, and a semaphore lets
 * only so many of them into their request at once; {@code flags2_asyncio.py}.
 */
final class FlagsVirtual implements DownloadMany {

  @Override
  public Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException {
    Semaphore semaphore = semaphore(concurReq);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return CompletionLoop.collect(
          ccList,
          executor,
          cc -> () -> downloader.downloadOne(cc, semaphore),
          downloader,
          progress);
    }
  }

  /** First come, first served: else a late thread may overtake all those that wait. */
  static Semaphore semaphore(int concurReq) {
    return new Semaphore(concurReq, true);
  }
}
