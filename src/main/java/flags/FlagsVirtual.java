package flags;

import flags.outcome.DownloadStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Look at what limits the requests: each flag has its own virtual thread, and a semaphore limits
 * how many of these threads have a request in flight; {@code flags2_asyncio.py}.
 */
final class FlagsVirtual implements DownloadMany {

  @Override
  public Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException {
    Semaphore semaphore = semaphore(concurReq);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return CompletionLoop.collect(
          executor, ccList, cc -> downloader.downloadOne(cc, semaphore), progress);
    }
  }

  /** Returns a fair semaphore, so that the flags are requested in the order of the list. */
  static Semaphore semaphore(int concurReq) {
    return new Semaphore(concurReq, true);
  }
}
