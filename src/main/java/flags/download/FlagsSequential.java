package flags.download;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Look at the loop: it downloads one flag after the other in the calling thread, and tallies the
 * outcomes as it goes; {@code flags2_sequential.py}.
 */
final class FlagsSequential implements DownloadMany {

  @Override
  public Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress) {
    var counter = new EnumMap<DownloadStatus, Integer>(DownloadStatus.class);
    for (String cc : ccList) {
      Outcome outcome = downloader.downloadOne(cc);
      counter.merge(outcome.status(), 1, Integer::sum);
      progress.completed(cc, outcome);
    }
    return counter;
  }
}
