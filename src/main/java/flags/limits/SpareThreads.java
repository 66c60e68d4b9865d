package flags.limits;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Platform threads that this process could still start. A process that cannot start one does not
 * end at a signal, for which the JVM takes one; and virtual threads that find none to run on wait
 * for ever, and nobody is told.
 */
public final class SpareThreads {
  /** For a signal and what it sets going, the JVM's timers, and what waits for sockets. */
  private static final int FOR_THE_JVM = 6;

  private SpareThreads() {}

  /**
   * Checks that there are enough for virtual threads to run on, and for the JVM. None of them is
   * left when it returns.
   *
   * @throws OutOfMemoryError if there are not, as of any thread that cannot be started
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
      // nobody interrupts it
    }
  }
}
