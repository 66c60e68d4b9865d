package flags.compare;

import flags.download.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of a comparison, with its measurements.
 *
 * @param requests the requests in order of start
 * @param threads the number of platform threads that the run added at its peak
 * @param cpuNanos the processor time of this process during the run
 */
public record MeasuredRun(
    RunResult result, List<RequestTiming> requests, int threads, long cpuNanos) {

  public String strategy() {
    return result.strategy();
  }

  public int concurReq() {
    return result.concurReq();
  }

  public long elapsedNanos() {
    return result.elapsedNanos();
  }

  /**
   * Returns whether every request got a response, whatever its status, and every flag could be
   * saved. If not, the times include failures.
   */
  public boolean succeeded() {
    return saved() && requests.stream().allMatch(RequestTiming::whole);
  }

  /** Returns whether no flag failed to be saved. */
  boolean saved() {
    return requests.stream().noneMatch(request -> request.outcome().unsaved());
  }

  /**
   * Distributes the requests over lanes, so that requests in a lane never overlap: as many lanes as
   * requests in flight at the peak. The peak is reached when the last lane gets its first request.
   */
  List<List<RequestTiming>> lanes() {
    var lanes = new ArrayList<List<RequestTiming>>();
    for (RequestTiming request : requests) {
      lane(request, lanes).add(request);
    }
    return lanes;
  }

  /** Returns the free lane that the request's connection used last, or else the first free one. */
  private static List<RequestTiming> lane(RequestTiming request, List<List<RequestTiming>> lanes) {
    List<RequestTiming> free = null;
    for (List<RequestTiming> lane : lanes) {
      RequestTiming last = lane.getLast();
      if (last.ended() <= request.started()) {
        if (last.connection() == request.connection()) {
          return lane;
        }
        free = free == null ? lane : free;
      }
    }
    if (free == null) {
      free = new ArrayList<>();
      lanes.add(free);
    }
    return free;
  }
}
