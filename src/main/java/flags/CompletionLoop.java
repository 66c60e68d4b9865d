package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

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
    new FutureTask<>(() -> null).run(); // without memory for its first use, get() may never return
    try {
      for (String cc : ccList) {
        toDo.put(completed.submit(() -> downloadOne.downloadOne(cc)), cc);
      }
    } catch (OutOfMemoryError e) { // the system allows no more threads
      Outcome fault = Outcome.fault(e);
      for (String cc : ccList.subList(toDo.size(), ccList.size())) {
        tally(cc, fault, counter, progress);
      }
    }
    while (!toDo.isEmpty()) {
      Future<Outcome> future = completed.take();
      // It is done, so get() does not block. Unlike resultNow(), it keeps the cause of a failure.
      tally(toDo.remove(future), future.get(), counter, progress);
    }
    return counter;
  }

  private static void tally(
      String cc, Outcome outcome, Map<DownloadStatus, Integer> counter, Progress progress) {
    counter.merge(outcome.status(), 1, Integer::sum);
    progress.completed(cc, outcome);
  }
}
