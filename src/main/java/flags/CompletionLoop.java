package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * What the strategies with many threads have in common: they hand all downloads to an executor and
 * collect them as they complete, as the loops over {@code as_completed} of the originals do.
 */
final class CompletionLoop {

  /** Sees the futures themselves, in the thread that collects them. */
  interface Watcher {
    default void scheduled(String cc, Future<Outcome> future) {}

    default void completed(String cc, Future<Outcome> future) {}
  }

  private CompletionLoop() {}

  /**
   * Downloads every flag of the list; see {@link DownloadMany}.
   *
   * @param downloadOne what to submit for a code
   */
  static Map<DownloadStatus, Integer> collect(
      List<String> ccList,
      Executor executor,
      Function<String, Callable<Outcome>> downloadOne,
      Downloader downloader,
      Progress progress)
      throws InterruptedException, ExecutionException {
    return collect(ccList, executor, downloadOne, downloader, progress, new Watcher() {});
  }

  /** The same, with a look at the futures. */
  static Map<DownloadStatus, Integer> collect(
      List<String> ccList,
      Executor executor,
      Function<String, Callable<Outcome>> downloadOne,
      Downloader downloader,
      Progress progress,
      Watcher watcher)
      throws InterruptedException, ExecutionException {
    var counter = new EnumMap<DownloadStatus, Integer>(DownloadStatus.class);
    var completed = new ExecutorCompletionService<Outcome>(executor);
    Map<Future<Outcome>, String> toDo = new HashMap<>();
    try {
      for (String cc : ccList) {
        Future<Outcome> future = completed.submit(downloadOne.apply(cc));
        toDo.put(future, cc);
        watcher.scheduled(cc, future);
      }
    } catch (OutOfMemoryError e) { // no more threads to be had
      Outcome notTried = downloader.abandon(e);
      for (String cc : ccList.subList(toDo.size(), ccList.size())) {
        tally(cc, notTried, counter, progress);
      }
    }
    while (!toDo.isEmpty()) {
      Future<Outcome> future = completed.take();
      String cc = toDo.remove(future);
      watcher.completed(cc, future);
      tally(cc, future.get(), counter, progress); // never blocks: it is done
    }
    return counter;
  }

  private static void tally(
      String cc, Outcome outcome, Map<DownloadStatus, Integer> counter, Progress progress) {
    counter.merge(outcome.status(), 1, Integer::sum);
    progress.completed(cc, outcome);
  }
}
