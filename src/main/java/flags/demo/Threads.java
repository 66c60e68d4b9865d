package flags.demo;

import flags.messages.CannotRunException;
import flags.messages.Plural;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Look at the cost of a thread that only waits: many tasks sleep for a second, each in its own
 * thread, and all of them start as fast as possible. Not in the chapter, which says that coroutines
 * scale better than threads.
 */
public final class Threads {
  private static final Duration SLEEP = Duration.ofSeconds(1);
  private static final int MAX_MINUTES = 2;
  private static final double MIB = 1 << 20;

  private final PrintStream out;
  private final AtomicInteger asleep = new AtomicInteger();
  private final AtomicInteger peakAsleep = new AtomicInteger();
  private final AtomicLong lastStarted = new AtomicLong();

  public Threads(PrintStream out) {
    this.out = out;
  }

  /**
   * @param kind "platform" for threads that the operating system schedules, or "virtual" for those
   *     that the JVM schedules on a few platform threads
   */
  public void run(int tasks, String kind) throws IOException, InterruptedException {
    ThreadFactory factory =
        (kind.equals("virtual") ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).factory();
    var threads = ManagementFactory.getThreadMXBean();
    threads.resetPeakThreadCount();
    int threadsBefore = threads.getThreadCount();
    long memoryBefore = memory("VmRSS");
    Duration cpuBefore = cpu();
    long start = System.nanoTime();

    var awake = new CountDownLatch(tasks);
    int started = 0;
    try {
      for (; started < tasks; started++) {
        factory.newThread(() -> sleep(awake)).start();
      }
    } catch (OutOfMemoryError e) {
      for (int i = started; i < tasks; i++) {
        awake.countDown();
      }
    }
    if (!awake.await(MAX_MINUTES, TimeUnit.MINUTES)) {
      throw new CannotRunException("the JVM lost threads, for lack of memory; try fewer tasks");
    }
    long elapsed = System.nanoTime() - start;

    line("%s, %s threads:", Plural.of(tasks, "task"), kind);
    if (started < tasks) {
      line("  only %d could be started: see ulimit -u, and the memory", started);
    }
    line("  the last task started after %.2f s", Math.max(0, lastStarted.get() - start) / 1e9);
    line("  most tasks asleep at once  %d", peakAsleep.get());
    line("  platform threads added     %d", threads.getPeakThreadCount() - threadsBefore);
    line("  processor time             %.2f s", cpu().minus(cpuBefore).toMillis() / 1e3);
    if (memoryBefore > 0) {
      line("  memory added               %.0f MiB", (memory("VmHWM") - memoryBefore) / MIB);
    }
    line("  elapsed                    %.2f s; at best 1 s", elapsed / 1e9);
  }

  private void sleep(CountDownLatch awake) {
    lastStarted.set(System.nanoTime());
    peakAsleep.accumulateAndGet(asleep.incrementAndGet(), Math::max);
    try {
      Thread.sleep(SLEEP);
    } catch (InterruptedException e) {
      // never interrupted
    } finally {
      asleep.decrementAndGet();
      awake.countDown();
    }
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * Returns the memory of this process in bytes: {@code VmRSS}, the current value, or {@code
   * VmHWM}, the peak. Returns 0 on systems other than Linux.
   */
  private static long memory(String name) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(name + ":")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      // not on Linux
    }
    return 0;
  }

  private void line(String format, Object... args) {
    out.println(String.format(Locale.ROOT, format, args));
  }
}
