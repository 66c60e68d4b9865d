package flags;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
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
    var queue = new LinkedBlockingQueue<Runnable>();
    try (var executor = new ThreadPoolExecutor(concurReq, concurReq, 0, TimeUnit.SECONDS, queue)) {
      return CompletionLoop.collect(
          ccList,
          executor,
          cc -> () -> downloader.downloadOne(cc),
          downloader,
          progress,
          new Shown(queue));
    }
  }

  /** Prints a line for each future as it is scheduled, and one as it completes. */
  private final class Shown implements CompletionLoop.Watcher {
    private final BlockingQueue<Runnable> queue;

    Shown(BlockingQueue<Runnable> queue) {
      this.queue = queue;
    }

    @Override
    public void scheduled(String cc, Future<Outcome> future) {
      Future.State state = future.state();
      String where = "";
      if (state == Future.State.RUNNING) {
        // Those before it left the queue before it does: it has a thread if nothing waits there.
        where = queue.isEmpty() ? " (running)" : " (pending)";
      }
      out.println("Scheduled for " + cc + ": Future state=" + state + where);
    }

    @Override
    public void completed(String cc, Future<Outcome> future) {
      String result = future.resultNow().message();
      out.println(cc + ": Future state=" + future.state() + " result: '" + result + "'");
    }
  }
}
