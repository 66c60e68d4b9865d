package flags;

import flags.outcome.DownloadStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** A way to download many flags; the {@code download_many} of the three {@code flags2_*.py}. */
@FunctionalInterface
interface DownloadMany {

  /**
   * Downloads every flag of the list, and calls {@code progress} in the calling thread as each one
   * completes.
   *
   * @param ccList distinct country codes, in the order in which to start; requests that start at
   *     the same time may arrive in any order
   * @param concurReq the maximum number of requests in flight, at least 1
   * @return the number of downloads that ended in each status; the counts add up to the size of the
   *     list
   */
  Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException;
}
