package flags.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Assigns requests to lanes, so that requests in a lane never overlap. There are only as many lanes
 * as requests in flight at the peak.
 *
 * @param placed all requests with their lanes, in order of start
 * @param count the number of lanes
 */
record Lanes(List<Placed> placed, int count) {

  /** A request and the index of its lane. */
  record Placed(RequestTiming request, int lane) {}

  /** Gives each request the free lane that its connection used last, or else the first free one. */
  static Lanes of(List<RequestTiming> requests) {
    var inOrder = new ArrayList<>(requests);
    inOrder.sort(Comparator.comparing(RequestTiming::started).thenComparing(RequestTiming::ended));
    var lastInLane = new ArrayList<RequestTiming>();
    var placed = new ArrayList<Placed>();
    for (RequestTiming request : inOrder) {
      int lane = lane(request, lastInLane);
      if (lane == lastInLane.size()) {
        lastInLane.add(request);
      } else {
        lastInLane.set(lane, request);
      }
      placed.add(new Placed(request, lane));
    }
    return new Lanes(placed, lastInLane.size());
  }

  private static int lane(RequestTiming request, List<RequestTiming> lastInLane) {
    int free = lastInLane.size();
    for (int lane = lastInLane.size() - 1; lane >= 0; lane--) {
      RequestTiming last = lastInLane.get(lane);
      if (last.ended() <= request.started()) {
        if (last.connection() == request.connection()) {
          return lane;
        }
        free = lane;
      }
    }
    return free;
  }
}
