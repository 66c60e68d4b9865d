package flags.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C and kill, like {@code KeyboardInterrupt} in the original: it cancels the run and
 * gives it time to print its report. The JVM then exits with the status of the signal: 130, 143, or
 * 129 if the terminal was closed.
 */
public final class ShutdownHook {
  private static final long GRACE_MILLIS = 1500;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private Runnable cancelRun;

  /**
   * Makes the JVM run this hook at every exit, including the normal end of the program.
   *
   * @throws IllegalStateException if the JVM is already shutting down
   */
  public void register() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown));
  }

  /**
   * Sets the action that cancels the run: the JVM waits for the run to end after it. Runs the
   * action at once if the shutdown has already run the one before.
   */
  public synchronized void onShutdown(Runnable cancelRun) {
    this.cancelRun = cancelRun;
    if (cancelled.getCount() == 0) {
      cancelRun.run();
    }
  }

  private synchronized boolean cancel() {
    if (cancelRun == null) {
      return false;
    }
    cancelled.countDown();
    cancelRun.run();
    return true;
  }

  /** Returns whether the run has been cancelled, or is within this time. */
  public boolean isCancelledWithin(long millis) throws InterruptedException {
    return cancelled.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Marks the run as finished: nothing is left to cancel. */
  public void finished() {
    finished.countDown();
  }

  private void shutDown() {
    if (finished.getCount() > 0 && cancel()) {
      try {
        finished.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        // the JVM may as well exit now
      }
    }
  }
}
