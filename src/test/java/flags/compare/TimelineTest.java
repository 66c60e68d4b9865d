package flags.compare;

import static flags.compare.SampleRuns.regular;
import static flags.compare.SampleRuns.request;
import static flags.compare.SampleRuns.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.download.DownloadStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the approved pictures of {@link PictureTest} do not show. */
class TimelineTest {

  private static String svg(MeasuredRun... runs) {
    return new Timeline(SampleRuns.comparison(runs), Path.of(""), false).draw();
  }

  private static List<List<String>> codes(MeasuredRun run) {
    return run.lanes().stream().map(lane -> lane.stream().map(RequestTiming::cc).toList()).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "26, 1", "26, 26", "200, 30", "676, 676", "676, 5"})
  void hasALaneForEachRequestInFlightWithoutOverlaps(int requests, int connections) {
    var random = new Random(requests * 1000L + connections);
    MeasuredRun run = SampleRuns.random("virtual", connections, requests, random);

    assertEquals(SampleRuns.peak(run.requests()), run.lanes().size());
    assertEquals(requests, codes(run).stream().flatMap(List::stream).distinct().count());
    for (List<RequestTiming> lane : run.lanes()) {
      for (int i = 1; i < lane.size(); i++) {
        assertTrue(lane.get(i - 1).ended() <= lane.get(i).started(), lane.get(i).cc());
      }
    }
  }

  @Test
  void keepsAConnectionInItsLaneIfPossible() {
    MeasuredRun run =
        run(
            "virtual",
            2,
            30,
            List.of(
                request("AA", DownloadStatus.OK, 1, 0, 10),
                request("AB", DownloadStatus.OK, 2, 0, 12),
                request("AC", DownloadStatus.OK, 2, 12, 20),
                request("AD", DownloadStatus.OK, 1, 13, 21),
                request("AE", DownloadStatus.OK, 3, 20, 30)));

    assertEquals(List.of(List.of("AA", "AD"), List.of("AB", "AC", "AE")), codes(run));
  }

  @ParameterizedTest
  @CsvSource({"20, '>2.00 s, 1.1 times as fast as sequential<'", "21, >2.10 s<"})
  void omitsASpeedUpThatRoundsToOne(int codes, String shown) {
    String svg = svg(regular("sequential", 1, 21, 100), regular("virtual", 1, codes, 100));

    assertTrue(svg.substring(svg.indexOf(">virtual<")).contains(shown), svg);
  }

  @ParameterizedTest
  @CsvSource({"99, 99.00 ms, milliseconds", "100, 0.10 s, seconds"})
  void showsTimesBelowATenthOfASecondInMilliseconds(int millis, String shown, String unit) {
    String svg = svg(regular("virtual", 1, 1, millis));

    assertTrue(svg.contains(">" + shown + "<"), svg);
    assertTrue(svg.contains(">" + unit + " since the start<"), svg);
  }

  @Test
  void drawsAVisibleBarForAnInstantRequest() {
    var instant = List.of(request("AA", DownloadStatus.OK, 1, 500, 500));

    String svg = svg(run("sequential", 1, 1000, instant));

    assertTrue(svg.contains(" width=\"0.6\""), svg);
    assertFalse(svg.contains(" width=\"-"), svg);
  }

  @ParameterizedTest
  @CsvSource({
    "13.06, 2",
    "10, 1",
    "4.02, 0.5",
    "1, 0.1",
    "0.96, 0.1",
    "0.19, 0.02",
    "0.002, 0.0002",
  })
  void choosesRoundAxisSteps(double seconds, double step) {
    assertEquals(step, Timeline.step(seconds), 1e-9);
  }
}
