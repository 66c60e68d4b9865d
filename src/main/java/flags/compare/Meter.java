package flags.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Measures the cost of one run. */
public final class Meter {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private int threadsBefore;
  private long cpuBefore;
  private long startNanos;

  /** Starts measuring. */
  public void start() {
    threads.resetPeakThreadCount();
    threadsBefore = threads.getThreadCount();
    cpuBefore = process.getProcessCpuTime();
    startNanos = System.nanoTime();
  }

  /** Returns the {@link System#nanoTime} of {@link #start}. */
  public long startNanos() {
    return startNanos;
  }

  /** Returns the cost since {@link #start}. */
  public Cost stop() {
    if (startNanos == 0) {
      return new Cost(0, 0); // the run could not start
    }
    long cpu = process.getProcessCpuTime() - cpuBefore;
    return new Cost(Math.max(0, threads.getPeakThreadCount() - threadsBefore), cpu);
  }
}
