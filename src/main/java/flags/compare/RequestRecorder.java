package flags.compare;

import flags.http.RequestListener;
import flags.http.RequestListenerFactory;
import flags.outcome.Outcome;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Response;

/** Records when each request of a run starts, receives its first byte, and ends. */
public final class RequestRecorder implements RequestListenerFactory {
  private final Queue<RequestTrace> traces = new ConcurrentLinkedQueue<>();
  private final Map<Connection, Integer> connections = new ConcurrentHashMap<>();
  private final AtomicInteger lastConnection = new AtomicInteger();

  @Override
  public RequestListener create(String cc) {
    var trace = new RequestTrace(cc);
    traces.add(trace);
    return trace;
  }

  /**
   * Returns the timings in order of start. Call it when all requests have ended.
   *
   * @param start the {@link System#nanoTime} of the start of the run
   */
  public List<RequestTiming> requests(long start) {
    return traces.stream()
        .map(trace -> trace.timing(start))
        .sorted(Comparator.comparing(RequestTiming::started))
        .toList();
  }

  /** Needs no locks: all its callbacks come from the thread that downloads the flag. */
  private final class RequestTrace extends RequestListener {
    private final String cc;
    private Outcome outcome = Outcome.INTERRUPTED; // if the task dies
    private long started;
    private long firstByte;
    private boolean responded;
    private boolean failed;
    private long ended;
    private int connection;
    private int httpStatus;
    private long bytes;

    RequestTrace(String cc) {
      this.cc = cc;
    }

    @Override
    public void started() {
      started = System.nanoTime();
    }

    /**
     * Resets the trace, because this is called for each redirect and only the last response counts.
     */
    @Override
    public void callStart(Call call) {
      connection = 0;
      httpStatus = 0;
      responded = false;
      failed = false;
      bytes = 0;
    }

    @Override
    public void connectionAcquired(Call call, Connection acquired) {
      connection = connections.computeIfAbsent(acquired, first -> lastConnection.incrementAndGet());
    }

    @Override
    public void responseHeadersStart(Call call) {
      firstByte = System.nanoTime();
      responded = true;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
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
    public void ended() {
      ended = System.nanoTime();
    }

    @Override
    public void completed(Outcome outcome) {
      this.outcome = outcome;
    }

    RequestTiming timing(long start) {
      return new RequestTiming(
          cc,
          outcome,
          started - start,
          responded ? firstByte - start : RequestTiming.NEVER,
          ended - start,
          connection,
          httpStatus,
          bytes,
          httpStatus != 0 && !failed);
    }
  }
}
