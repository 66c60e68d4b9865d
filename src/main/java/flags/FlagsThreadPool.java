package flags;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** As many platform threads as requests may be under way; {@code flags2_threadpool.py}. */
final class FlagsThreadPool implements DownloadMany {

  @Override
  public Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException {
    var counter = new EnumMap<DownloadStatus, Integer>(DownloadStatus.class);
    try (var executor =
        new ThreadPoolExecutor(
            concurReq, concurReq, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())) {
      var completed = new ExecutorCompletionService<Outcome>(executor);
      Map<Future<Outcome>, String> toDo = new HashMap<>();
      for (String cc : ccList) {
        toDo.put(completed.submit(() -> downloader.downloadOne(cc)), cc);
      }
      while (!toDo.isEmpty()) {
        Future<Outcome> future = completed.take();
        Outcome outcome = future.get(); // never blocks: the future is done
        counter.merge(outcome.status(), 1, Integer::sum);
        progress.completed(toDo.remove(future), outcome);
      }
    }
    return counter;
  }
}
