package flags.limits;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Checks that this process can start more platform threads. If it cannot, it does not exit on a
 * signal, because the JVM handles a signal in a new thread; and virtual threads that have no
 * platform thread to run on wait forever, without any message.
 */
public final class SpareThreads {
  /**
   * The number of threads for handling a signal, for the JVM's timers, and for waiting on sockets.
   */
  private static final int FOR_THE_JVM = 6;

  private SpareThreads() {}

  /**
   * Checks, by starting them, that enough threads are available for the JVM and for virtual threads
   * to run on. All of them have ended when this method returns.
   *
   * @throws OutOfMemoryError if a thread cannot be started
   */
  public static void require() throws InterruptedException {
    var all = new CountDownLatch(1);
    var started = new ArrayList<Thread>();
    try {
      for (int i = Runtime.getRuntime().availableProcessors() + FOR_THE_JVM; i > 0; i--) {
        started.add(Thread.ofPlatform().daemon().start(() -> awaitQuietly(all)));
      }
    } finally {
      all.countDown();
      for (Thread thread : started) {
        thread.join();
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // never interrupted
    }
  }
}
