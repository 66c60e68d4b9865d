package flags.download;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Look at the size of the pool: one platform thread per request in flight, so nothing else has to
 * limit the requests; {@code flags2_threadpool.py}.
 */
final class FlagsThreadPool implements DownloadMany {

  @Override
  public Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException {
    try (var executor =
        new ThreadPoolExecutor(
            concurReq, concurReq, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())) {
      return CompletionLoop.collect(executor, ccList, downloader::downloadOne, progress);
    }
  }
}
