package flags.compare;

import flags.outcome.Cost;
import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import flags.outcome.Run;
import flags.outcome.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs made up for tests. */
final class Runs {
  static final long MILLI = 1_000_000;

  private Runs() {}

  static Span span(String cc, DownloadStatus status, int connection, long started, long ended) {
    long firstByte = connection == 0 ? Span.NEVER : ended - (ended - started) / 10;
    return new Span(
        cc,
        new Outcome(status, status == DownloadStatus.ERROR ? "error: x" : "x"),
        started,
        firstByte,
        ended,
        connection,
        connection == 0 ? 0 : 200,
        1234,
        connection != 0);
  }

  static Run run(String strategy, int connections, long elapsed, List<Span> spans) {
    var counter = new EnumMap<DownloadStatus, Integer>(DownloadStatus.class);
    spans.forEach(span -> counter.merge(span.outcome().status(), 1, Integer::sum));
    return new Run(
        strategy, connections, counter, elapsed, spans, new Cost(connections, 40 * MILLI), null);
  }

  /** A run that was given up. */
  static Run givenUp(String strategy, int connections, String shortage) {
    return new Run(
        strategy,
        connections,
        Map.of(DownloadStatus.INTERRUPTED, 26),
        MILLI,
        List.of(),
        new Cost(3, MILLI),
        shortage);
  }

  /** As many requests one after the other on each connection, all of the same length. */
  static Run regular(String strategy, int connections, int codes, long millis) {
    var spans = new ArrayList<Span>();
    for (int i = 0; i < codes; i++) {
      long start = i / connections * millis * MILLI;
      spans.add(
          span(code(i), DownloadStatus.OK, 1 + i % connections, start, start + millis * MILLI));
    }
    return run(strategy, connections, Math.ceilDiv(codes, connections) * millis * MILLI, spans);
  }

  /** As many codes as asked for, at random times, with random ends. */
  static Run random(String strategy, int connections, int codes, Random random) {
    var free = new long[connections];
    var spans = new ArrayList<Span>();
    long elapsed = 0;
    for (int i = 0; i < codes; i++) {
      int connection = random.nextInt(connections);
      long start = free[connection] + random.nextInt(20) * MILLI / 10;
      long end = start + random.nextLong(100 * MILLI);
      free[connection] = end;
      elapsed = Math.max(elapsed, end);
      DownloadStatus status = DownloadStatus.values()[random.nextInt(3)];
      spans.add(span(code(i), status, random.nextInt(connections + 1), start, end));
    }
    return run(strategy, connections, elapsed + 1, spans);
  }

  static String code(int i) {
    return "" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
  }

  static Comparison comparison(Run... runs) {
    List<String> ccList = runs[0].spans().stream().map(Span::cc).sorted().toList();
    return new Comparison("flags compare", "DELAY", "http://h/flags", ccList, List.of(runs), true);
  }

  /** Returns how many requests were under way at once at the most. */
  static int peak(List<Span> spans) {
    int peak = 0;
    for (Span span : spans) {
      long at = span.started();
      peak =
          Math.max(
              peak, (int) spans.stream().filter(s -> s.started() <= at && at < s.ended()).count());
    }
    return peak;
  }
}
