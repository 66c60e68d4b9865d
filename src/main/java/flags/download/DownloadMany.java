package flags.download;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * A strategy for downloading many flags; {@code download_many} of the three {@code flags2_*.py}.
 */
@FunctionalInterface
public interface DownloadMany {

  /**
   * Downloads all flags in the list, and calls {@code progress} in the calling thread as each
   * download completes.
   *
   * @param ccList distinct country codes, in the order in which to start the downloads; concurrent
   *     requests may reach the server in any order
   * @param concurReq the maximum number of requests in flight, at least 1
   * @return the number of downloads that ended in each status; the counts add up to the size of the
   *     list
   * @throws ExecutionException if a bug ended one of the downloads, which has cancelled the others
   */
  Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException;
}
