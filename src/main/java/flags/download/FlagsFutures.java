package flags.download;

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
 * Look at the state of each future: when its task is scheduled, and when it has completed; {@code
 * flags_threadpool_futures.py}.
 */
public record FlagsFutures(PrintStream out) implements DownloadMany {

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
        toDo.put(future, cc);
        // Tasks leave the queue in order, so if it is empty, a thread is running this task.
        String where = queue.isEmpty() ? " (running)" : " (pending)";
        Future.State state = future.state();
        String seen = state == Future.State.RUNNING ? state + where : state.toString();
        out.println("Scheduled for " + cc + ": Future state=" + seen);
      }
      while (!toDo.isEmpty()) {
        Future<Outcome> future = completed.take();
        Outcome outcome = future.get();
        String cc = toDo.remove(future);
        out.println(
            cc + ": Future state=" + future.state() + " result: '" + outcome.message() + "'");
        counter.merge(outcome.status(), 1, Integer::sum);
        progress.completed(cc, outcome);
      }
    }
    return counter;
  }
}
