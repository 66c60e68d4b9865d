package flags.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Requests in as few lanes as there are under way at the most, so that none overlap.
 *
 * @param placed every request with its lane, in the order of their beginning
 * @param count how many lanes there are
 */
record Lanes(List<Placed> placed, int count) {

  /** A request and its lane, counted from 0. */
  record Placed(RequestTiming request, int lane) {}

  /** Gives each request the lane that its connection had before, if it is free, else the first. */
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
