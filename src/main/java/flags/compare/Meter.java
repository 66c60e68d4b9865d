package flags.compare;

import com.sun.management.OperatingSystemMXBean;
import flags.outcome.Cost;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Measures what a run takes of the machine besides time; for one run. */
public final class Meter {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private int threadsBefore;
  private long cpuBefore;

  /** Begins. */
  public void start() {
    threads.resetPeakThreadCount();
    threadsBefore = threads.getThreadCount();
    cpuBefore = process.getProcessCpuTime();
  }

  /** Returns what was taken since {@link #start}. */
  public Cost stop() {
    long cpu = process.getProcessCpuTime() - cpuBefore;
    return new Cost(Math.max(0, threads.getPeakThreadCount() - threadsBefore), cpu);
  }
}
