package flags;

import flags.outcome.DownloadStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * A way to download many flags; the {@code download_many} in which the three {@code flags2_*.py}
 * scripts differ.
 */
interface DownloadMany {

  /**
   * Downloads every flag of the list and tells {@code progress} of each as it completes, in the
   * calling thread alone.
   *
   * @param ccList country codes in the order in which to start, none of them twice; of requests
   *     that begin at once, any may be the first
   * @param concurReq how many requests may be under way at once, at least 1
   * @return how many downloads ended in which status; the counts add up to the codes in the list
   *     also if the run is given up, see {@link Downloader#fault}
   */
  Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException;
}
