package flags.process;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;

/**
 * Dies of an {@link OutOfMemoryError} when there is no memory left for a while, so that {@link
 * LastResort} ends the program. Nothing else may notice: a JVM that has no memory to wake a virtual
 * thread says so to nobody and tries again, for ever.
 */
public final class MemoryWatch implements Runnable {
  private static final int RESERVE = 64 * 1024;
  private static final long GRACE_MILLIS = 1000; // for a run that did notice, and ends by itself

  private final ReferenceQueue<byte[]> cleared = new ReferenceQueue<>();
  private SoftReference<byte[]> reserve = reserve(); // held, or nobody is told that it is cleared

  private SoftReference<byte[]> reserve() {
    return new SoftReference<>(new byte[RESERVE], cleared);
  }

  @Override
  public void run() {
    try {
      while (true) {
        cleared.remove(); // when memory gets short: the JVM clears what is softly held first
        Thread.sleep(GRACE_MILLIS);
        reserve = reserve();
      }
    } catch (InterruptedException e) {
      // nobody interrupts this thread; without it the program runs all the same
    }
  }
}
