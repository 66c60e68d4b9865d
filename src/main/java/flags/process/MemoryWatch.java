package flags.process;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;

/**
 * Dies of an {@link OutOfMemoryError} when there is no memory left, and none a second later, so
 * that {@link LastResort} ends the program. Nothing else may notice: a JVM that has no memory to
 * wake a virtual thread says so to nobody and tries again, for ever.
 */
public final class MemoryWatch implements Runnable {
  private static final int RESERVE = 64 * 1024;
  private static final long GRACE_MILLIS = 1000; // for a run that did notice, and ends by itself

  private final ReferenceQueue<byte[]> cleared = new ReferenceQueue<>();

  /** Held, or nobody is told that it is cleared. */
  private SoftReference<byte[]> reserve = newReserve();

  private SoftReference<byte[]> newReserve() {
    return new SoftReference<>(new byte[RESERVE], cleared);
  }

  @Override
  public void run() {
    try {
      while (true) {
        cleared.remove(); // always before memory is out, though not only then
        Thread.sleep(GRACE_MILLIS);
        reserve = newReserve();
      }
    } catch (InterruptedException e) {
      // nobody interrupts this thread; without it the program runs all the same
    }
  }
}
