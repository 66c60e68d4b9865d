package flags.download;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Look at the semaphore: each flag has its own virtual thread, and the semaphore limits how many of
 * these threads download at a time; {@code flags2_asyncio.py}.
 */
final class FlagsVirtual implements DownloadMany {

  @Override
  public Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException {
    var semaphore = new Semaphore(concurReq, true); // fair: the threads get permits in turn
    DownloadOne limited =
        cc -> {
          semaphore.acquire();
          try {
            return downloader.downloadOne(cc);
          } finally {
            semaphore.release();
          }
        };
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return CompletionLoop.collect(executor, ccList, limited, progress);
    }
  }
}
