package flags.compare;

import com.sun.management.OperatingSystemMXBean;
import flags.download.Outcome;
import flags.download.RunResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;

/** Records the requests of a run, and what the run costs. */
public final class RunRecorder {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Queue<RequestTrace> traces = new ConcurrentLinkedQueue<>();
  private final Map<Connection, Integer> connections = new ConcurrentHashMap<>();
  private final AtomicInteger lastConnection = new AtomicInteger();
  private int threadsBefore;
  private long cpuBefore;
  private long start;

  public void start() {
    threads.resetPeakThreadCount();
    threadsBefore = threads.getThreadCount();
    cpuBefore = process.getProcessCpuTime();
    start = System.nanoTime();
  }

  /** Returns the run with its measurements. Call it when all requests have ended. */
  public MeasuredRun stop(RunResult result) {
    long cpu = process.getProcessCpuTime() - cpuBefore;
    int added = threads.getPeakThreadCount() - threadsBefore;
    List<RequestTiming> requests =
        traces.stream()
            .map(trace -> trace.timing(result.outcomes().get(trace.cc)))
            .sorted(Comparator.comparing(RequestTiming::started))
            .toList();
    return new MeasuredRun(result, requests, added, cpu);
  }

  /** Returns a listener that records the requests for a country's flag. */
  public EventListener listener(String cc) {
    var trace = new RequestTrace(cc);
    traces.add(trace);
    return trace;
  }

  /** Needs no locks: all its callbacks come from the thread that downloads the flag. */
  private final class RequestTrace extends EventListener {
    private final String cc;
    private final long started = System.nanoTime();
    private long headers;
    private boolean failed;
    private long ended = started; // for a request that fails before it is sent
    private int connection;
    private int httpStatus;
    private long bytes;

    RequestTrace(String cc) {
      this.cc = cc;
    }

    /**
     * Resets the trace, because this is called for each redirect and only the last response counts.
     */
    @Override
    public void callStart(Call call) {
      connection = 0;
      httpStatus = 0;
      bytes = 0;
    }

    @Override
    public void connectionAcquired(Call call, Connection acquired) {
      connection = connections.computeIfAbsent(acquired, first -> lastConnection.incrementAndGet());
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
      failed = false; // an attempt on another connection may have failed before
      headers = System.nanoTime();
      httpStatus = response.code();
    }

    @Override
    public void responseFailed(Call call, IOException e) {
      failed = true;
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
      bytes = byteCount;
    }

    @Override
    public void callEnd(Call call) {
      ended = System.nanoTime();
    }

    @Override
    public void callFailed(Call call, IOException e) {
      ended = System.nanoTime();
    }

    RequestTiming timing(Outcome outcome) {
      return new RequestTiming(
          cc,
          outcome,
          started - start,
          httpStatus == 0 ? RequestTiming.NONE : headers - start,
          ended - start,
          connection,
          httpStatus,
          bytes,
          httpStatus != 0 && !failed);
    }
  }
}
