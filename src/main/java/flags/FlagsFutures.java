package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.io.PrintStream;
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

/**
 * Look at the state of each future when its task has been scheduled and when it has completed;
 * {@code flags_threadpool_futures.py}. A pool of threads as in {@link FlagsThreadPool}, that shows
 * more.
 */
record FlagsFutures(PrintStream out) implements DownloadMany {

  @Override
  public Map<DownloadStatus, Integer> downloadMany(
      List<String> ccList, Downloader downloader, int concurReq, Progress progress)
      throws InterruptedException, ExecutionException {
    var counter = new EnumMap<DownloadStatus, Integer>(DownloadStatus.class);
    var queue = new LinkedBlockingQueue<Runnable>();
    try (var executor = new ThreadPoolExecutor(concurReq, concurReq, 0, TimeUnit.SECONDS, queue)) {
      var completed = new ExecutorCompletionService<Outcome>(executor);
      Map<Future<Outcome>, String> toDo = new HashMap<>();
      for (String cc : ccList) {
        Future<Outcome> future = completed.submit(() -> downloader.downloadOne(cc));
        // Those before it left the queue before it does: it has a thread if nothing waits there.
        String where = future.isDone() ? "" : queue.isEmpty() ? " (running)" : " (pending)";
        out.println("Scheduled for " + cc + ": Future state=" + future.state() + where);
        toDo.put(future, cc);
      }
      while (!toDo.isEmpty()) {
        Future<Outcome> future = completed.take();
        String cc = toDo.remove(future);
        Outcome outcome = future.get();
        out.println(
            cc + ": Future state=" + future.state() + " result: '" + outcome.message() + "'");
        counter.merge(outcome.status(), 1, Integer::sum);
        progress.completed(cc, outcome);
      }
    }
    return counter;
  }
}
