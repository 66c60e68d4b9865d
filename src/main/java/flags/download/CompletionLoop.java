package flags.download;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;

/** Collects outcomes as futures complete; the {@code as_completed} loop of the originals. */
final class CompletionLoop {
  private CompletionLoop() {}

  /** Submits a download for each flag and tallies the outcomes as the downloads complete. */
  static Map<DownloadStatus, Integer> collect(
      Executor executor, List<String> ccList, DownloadOne downloadOne, Progress progress)
      throws InterruptedException, ExecutionException {
    var counter = new EnumMap<DownloadStatus, Integer>(DownloadStatus.class);
    var completed = new ExecutorCompletionService<Outcome>(executor);
    Map<Future<Outcome>, String> toDo = new HashMap<>();
    for (String cc : ccList) {
      toDo.put(completed.submit(() -> downloadOne.downloadOne(cc)), cc);
    }
    while (!toDo.isEmpty()) {
      Future<Outcome> future = completed.take();
      Outcome outcome = future.get(); // it is done, so this does not block
      counter.merge(outcome.status(), 1, Integer::sum);
      progress.completed(toDo.remove(future), outcome);
    }
    return counter;
  }
}
