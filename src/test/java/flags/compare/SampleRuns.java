package flags.compare;

import flags.download.DownloadStatus;
import flags.download.Outcome;
import flags.download.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Creates runs and comparisons for tests. */
final class SampleRuns {
  static final long MILLI = 1_000_000;

  private SampleRuns() {}

  static RequestTiming request(
      String cc, DownloadStatus status, int connection, long started, long ended) {
    long headers = connection == 0 ? RequestTiming.NONE : ended - (ended - started) / 10;
    return new RequestTiming(
        cc,
        new Outcome(status, status == DownloadStatus.ERROR ? "error: x" : "x"),
        started,
        headers,
        ended,
        connection,
        connection == 0 ? 0 : 200,
        1234,
        connection != 0);
  }

  static MeasuredRun run(
      String strategy, int connections, long elapsed, List<RequestTiming> requests) {
    var counter = new EnumMap<DownloadStatus, Integer>(DownloadStatus.class);
    requests.forEach(request -> counter.merge(request.outcome().status(), 1, Integer::sum));
    var outcomes = new LinkedHashMap<String, Outcome>();
    requests.forEach(request -> outcomes.put(request.cc(), request.outcome()));
    return new MeasuredRun(
        new RunResult(strategy, connections, counter, elapsed, outcomes),
        requests.stream().sorted(Comparator.comparing(RequestTiming::started)).toList(),
        connections,
        40 * MILLI);
  }

  /** Returns a run with requests of equal length, back to back on each connection. */
  static MeasuredRun regular(String strategy, int connections, int codes, long millis) {
    var requests = new ArrayList<RequestTiming>();
    for (int i = 0; i < codes; i++) {
      long start = i / connections * millis * MILLI;
      requests.add(
          request(code(i), DownloadStatus.OK, 1 + i % connections, start, start + millis * MILLI));
    }
    return run(strategy, connections, Math.ceilDiv(codes, connections) * millis * MILLI, requests);
  }

  /** Returns a run with requests at random times, with random outcomes. */
  static MeasuredRun random(String strategy, int connections, int codes, Random random) {
    var free = new long[connections];
    var requests = new ArrayList<RequestTiming>();
    long elapsed = 0;
    for (int i = 0; i < codes; i++) {
      int connection = random.nextInt(connections);
      long start = free[connection] + random.nextInt(20) * MILLI / 10;
      long end = start + random.nextLong(100 * MILLI);
      free[connection] = end;
      elapsed = Math.max(elapsed, end);
      DownloadStatus status = DownloadStatus.values()[random.nextInt(3)];
      requests.add(request(code(i), status, random.nextInt(connections + 1), start, end));
    }
    return run(strategy, connections, elapsed + 1, requests);
  }

  static String code(int i) {
    return "" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
  }

  static Comparison comparison(MeasuredRun... runs) {
    List<String> ccList = runs[0].requests().stream().map(RequestTiming::cc).sorted().toList();
    String url = "http://h/flags";
    return new Comparison("flags compare", "DELAY", url, ccList, List.of(runs), true);
  }

  /** Returns the maximum number of requests in flight. */
  static int peak(List<RequestTiming> requests) {
    int peak = 0;
    for (RequestTiming request : requests) {
      long at = request.started();
      peak =
          Math.max(
              peak,
              (int) requests.stream().filter(s -> s.started() <= at && at < s.ended()).count());
    }
    return peak;
  }
}
