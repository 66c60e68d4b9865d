package flags.compare;

import static flags.compare.SampleRuns.MILLI;
import static flags.compare.SampleRuns.comparison;
import static flags.compare.SampleRuns.random;
import static flags.compare.SampleRuns.regular;
import static flags.compare.SampleRuns.request;
import static flags.compare.SampleRuns.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.Printed;
import flags.download.DownloadStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

  private static String table(MeasuredRun... runs) {
    return String.join("\n", Table.lines(comparison(runs))) + "\n";
  }

  /** Returns a run with equal requests, all successful but one with this status and connection. */
  private static MeasuredRun runWithOneOutcome(
      String strategy, int connections, DownloadStatus status, int connection) {
    var requests = new ArrayList<>(regular("", 26, 25, 510).requests());
    requests.add(request("AZ", status, connection, 0, 510 * MILLI));
    return run(strategy, connections, 520 * MILLI, requests);
  }

  @Test
  void summarizesEachStrategy() {
    assertEquals(
        """
        strategy    conns  threads  elapsed  at best  speed-up    CPU
        sequential      1        1   13.00s    13.0s      1.0x  0.04s
        threadpool     26       26    0.52s    0.50s     25.0x  0.04s
        """,
        table(
            regular("sequential", 1, 26, 500),
            run("threadpool", 26, 520 * MILLI, regular("", 26, 26, 510).requests())));
  }

  @Test
  void addsOutcomeColumnsIfCountsDiffer() {
    assertEquals(
        """
        strategy    conns  ok  404  err  threads  elapsed  at best  speed-up    CPU
        sequential      1  26    0    0        1   13.00s    13.0s      1.0x  0.04s
        threadpool     26  25    1    0       26    0.52s    0.50s     25.0x  0.04s
        """,
        table(
            regular("sequential", 1, 26, 500),
            runWithOneOutcome("threadpool", 26, DownloadStatus.NOT_FOUND, 1)));
  }

  @Test
  void showsNoFiguresForFailedRuns() {
    String table =
        table(
            regular("sequential", 1, 26, 500),
            runWithOneOutcome("threadpool", 26, DownloadStatus.ERROR, 0),
            runWithOneOutcome("virtual", 26, DownloadStatus.ERROR, 1));

    assertTrue(table.matches("(?s).*\nthreadpool .* 0\\.52s +- +- .*"), table);
    assertTrue(table.matches("(?s).*\nvirtual .* 0\\.52s +0\\.50s +25\\.0x .*"), table);
    table =
        table(
            runWithOneOutcome("sequential", 1, DownloadStatus.ERROR, 0),
            regular("virtual", 26, 26, 500));
    assertTrue(table.matches("(?s).*\nvirtual .* 0\\.50s +0\\.50s +- .*"), table);
  }

  @Test
  void showsTheMedianOfFailedRuns() {
    var request = List.of(request("AA", DownloadStatus.ERROR, 0, 0, MILLI));

    String table =
        table(
            run("virtual", 1, 300 * MILLI, request),
            run("virtual", 1, 100 * MILLI, request),
            run("virtual", 1, 200 * MILLI, request));

    assertTrue(table.contains("   0.20s   0.10s    0.30s "), table);
  }

  @Test
  void bestTimeIsThatOfAClientForWhichEachResponseIsAsFastAsEver() {
    var requests = new ArrayList<>(regular("", 4, 8, 100).requests());
    requests.set(0, request("AA", DownloadStatus.OK, 1, 0, 80 * MILLI));

    String table =
        table(
            regular("sequential", 1, 8, 110),
            run("threadpool", 4, 230 * MILLI, requests),
            regular("virtual", 4, 8, 120));

    assertTrue(table.matches("(?s).*\nsequential .* 0\\.88s +0\\.78s .*"), table);
    assertTrue(table.matches("(?s).*\nthreadpool .* 0\\.23s +0\\.20s .*"), table);
    assertTrue(table.matches("(?s).*\nvirtual .* 0\\.24s +0\\.20s .*"), table);
  }

  @ParameterizedTest
  @CsvSource({"12, 10, 1.0s", "26, 5, 3.0s", "10, 10, 0.50s", "11, 1, 5.5s"})
  void bestTimeCountsWholeResponses(int codes, int connections, String best) {
    String table = table(regular("virtual", connections, codes, 500));

    assertTrue(table.contains("  " + best + "  "), table);
  }

  @Test
  void leavesFailedRunsOutOfTheSummary() {
    var failed = runWithOneOutcome("sequential", 1, DownloadStatus.ERROR, 0);
    MeasuredRun good = regular("sequential", 1, 26, 500);

    String table = table(failed, good, good);

    assertTrue(
        table.matches("(?s).*\nsequential .* 13\\.00s +13\\.00s +13\\.00s .* 1\\.0x .*"), table);
  }

  @Test
  void omitsTheBestTimeIfNothingWaits() {
    Comparison comparison =
        comparison(regular("sequential", 1, 26, 4), regular("virtual", 26, 26, 20));

    assertEquals(false, comparison.waits());
    assertEquals(
        "strategy    conns  threads  elapsed  speed-up    CPU", Table.lines(comparison).getFirst());
    assertEquals(RequestTiming.NONE, comparison.best(comparison.runs().getFirst()));
  }

  /**
   * A few fast responses, as to the first of many requests at once, do not mean that none waits.
   */
  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, false"})
  void waitsIfNineTenthsOfTheResponsesTakeLong(int fast, boolean waits) {
    var requests = new ArrayList<>(regular("", 20, 20, 5).requests());
    for (int i = 0; i < fast; i++) {
      requests.set(i, request(SampleRuns.code(i), DownloadStatus.OK, 1, 0, 4 * MILLI));
    }

    assertEquals(waits, comparison(run("virtual", 20, 9 * MILLI, requests)).waits());
  }

  @ParameterizedTest
  @CsvSource({"1, 4, -", "30, 4, 1.0x", "1, 6, 1.0x"})
  void showsNoSpeedUpForAShortTimeWithoutWaits(int codes, int millis, String speedUp) {
    String table = table(regular("sequential", 1, codes, millis));

    assertTrue(table.contains(" " + speedUp + "  0.04s"), table);
  }

  @ParameterizedTest
  @CsvSource({"DELAY, .", "ERROR, ; 'flags serve --seed N' makes them repeatable."})
  void saysIfOutcomesDiffer(String label, String end) throws IOException {
    Comparison c =
        comparison(
            regular("sequential", 1, 26, 500),
            runWithOneOutcome("virtual", 26, DownloadStatus.ERROR, 1));
    var out = new Printed();

    new Report(out, new Printed(), Path.of(""), false)
        .print(new Comparison("x", label, "", c.ccList(), c.runs(), true), null, null);

    assertTrue(out.text().endsWith("\nOutcomes differ between runs" + end + "\n"), out.text());
  }

  @Test
  void showsTheRangeFromThreeRuns() {
    assertEquals(
        """
        strategy  conns  threads  elapsed  lowest  highest  at best  speed-up    CPU
        virtual       5        5    0.22s   0.20s    0.60s    0.20s      1.0x  0.04s
        """,
        table(
            regular("virtual", 5, 10, 100),
            regular("virtual", 5, 10, 300),
            regular("virtual", 5, 10, 110)));
  }

  @Test
  void showsTheSlowerOfTwoRuns() {
    String table = table(regular("virtual", 5, 10, 100), regular("virtual", 5, 10, 300));

    assertTrue(table.contains(" 0.60s "), table);
  }

  @Test
  void comparesWithTheSlowestStrategyWithoutSequential() {
    String table = table(regular("threadpool", 2, 4, 10), regular("virtual", 1, 4, 10));

    assertTrue(table.matches("(?s).*threadpool .* 2\\.0x .*virtual .* 1\\.0x .*"), table);
  }

  @Test
  void showsASpeedUpBelowOneForASlowerStrategy() {
    String table = table(regular("sequential", 1, 2, 10), regular("virtual", 1, 2, 40));

    assertTrue(table.matches("(?s).*virtual .* 0\\.3x .*"), table); // a quarter
  }

  @Test
  void fitsATerminal() {
    MeasuredRun slow = random("sequential", 1, 676, new Random(1));
    MeasuredRun run = run("sequential", 1000, 999_990 * MILLI, slow.requests());
    List<String> lines = Table.lines(comparison(run, run, run, random("x", 1, 676, new Random(2))));

    for (String line : lines) {
      assertTrue(line.length() <= 80, line);
    }
  }

  @Test
  void showsMoreDigitsForShortTimes() {
    assertEquals("13.30s", Table.seconds(13_299 * MILLI));
    assertEquals("0.10s", Table.seconds(100 * MILLI));
    assertEquals("0.099s", Table.seconds(99 * MILLI));
    assertEquals("0.010s", Table.seconds(10 * MILLI));
    assertEquals("0.0099s", Table.seconds(9_900_000));
  }
}
