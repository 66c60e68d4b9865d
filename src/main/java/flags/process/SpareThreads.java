package flags.process;

import java.util.ArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/** The platform threads that a run needs besides those of its strategy. */
public final class SpareThreads {
  /** Threads for handling a signal, for the JVM's timers, and for waiting on sockets. */
  private static final int THREADS_OF_THE_JVM = 6;

  private SpareThreads() {}

  /**
   * Checks, by starting them, that the JVM can start the platform threads that it and virtual
   * threads need. Without them, it does not exit on a signal, and virtual threads wait forever.
   *
   * @throws OutOfMemoryError if a thread cannot be started
   */
  public static void require() throws InterruptedException {
    var end = new Semaphore(0);
    var started = new ArrayList<Thread>();
    try {
      for (int i = Runtime.getRuntime().availableProcessors() + THREADS_OF_THE_JVM; i > 0; i--) {
        // Also loads FutureTask: one whose first use lacks memory would never complete.
        var wait = new FutureTask<>(end::acquireUninterruptibly, null);
        started.add(Thread.ofPlatform().daemon().start(wait));
      }
    } finally {
      end.release(started.size());
      for (Thread thread : started) {
        thread.join();
      }
    }
  }
}
