package flags;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * A virtual thread for every flag, and a semaphore that lets only so many of them into their
 * request at once; {@code flags2_asyncio.py}.
 */
final class FlagsVirtual implements DownloadMany {

  @Override
  public Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException {
    var counter = new EnumMap<DownloadStatus, Integer>(DownloadStatus.class);
    var semaphore = new Semaphore(concurReq);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var completed = new ExecutorCompletionService<Outcome>(executor);
      Map<Future<Outcome>, String> toDo = new HashMap<>();
      for (String cc : ccList) {
        toDo.put(completed.submit(() -> downloader.downloadOne(cc, semaphore)), cc);
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
