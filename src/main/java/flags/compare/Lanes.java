package flags.compare;

import flags.outcome.Span;
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
  record Placed(Span span, int lane) {}

  /** Gives each request the lane that its connection had before, if it is free, else the first. */
  static Lanes of(List<Span> spans) {
    var inOrder = new ArrayList<>(spans);
    inOrder.sort(Comparator.comparing(Span::started).thenComparing(Span::ended));
    var lastInLane = new ArrayList<Span>();
    var placed = new ArrayList<Placed>();
    for (Span span : inOrder) {
      int lane = lane(span, lastInLane);
      if (lane == lastInLane.size()) {
        lastInLane.add(span);
      } else {
        lastInLane.set(lane, span);
      }
      placed.add(new Placed(span, lane));
    }
    return new Lanes(placed, lastInLane.size());
  }

  private static int lane(Span span, List<Span> lastInLane) {
    int free = lastInLane.size();
    for (int lane = lastInLane.size() - 1; lane >= 0; lane--) {
      Span last = lastInLane.get(lane);
      if (last.ended() <= span.started()) {
        if (last.connection() == span.connection()) {
          return lane;
        }
        free = lane;
      }
    }
    return free;
  }
}
