package flags.compare;

import static flags.compare.SampleRuns.MILLI;
import static flags.compare.SampleRuns.regular;
import static flags.compare.SampleRuns.request;
import static flags.compare.SampleRuns.run;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flags.download.DownloadStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklinesTest {
  private static final MeasuredRun SEQUENTIAL = regular("sequential", 1, 8, 110);
  private static final MeasuredRun VIRTUAL = regular("virtual", 8, 8, 110);

  @Test
  void showsInFlightRequestsOnACommonAxis() {
    assertEquals(
        List.of(
            "sequential  " + "▁".repeat(44) + "  peak 1 after 0.00s",
            "virtual     " + "█████▄" + " ".repeat(38) + "  peak 8 after 0.00s"),
        Sparklines.lines(List.of(SEQUENTIAL, VIRTUAL), UTF_8));
  }

  @Test
  void fallsBackToAsciiWithoutBlockCharacters() {
    assertEquals(
        List.of(
            "sequential  " + ".".repeat(44) + "  peak 1 after 0.00s",
            "virtual     " + "@@@@@=" + " ".repeat(38) + "  peak 8 after 0.00s"),
        Sparklines.lines(List.of(SEQUENTIAL, VIRTUAL), US_ASCII).stream()
            .map(line -> line.replace("@-", "@="))
            .toList());
  }

  private static String sparkline(int connections, RequestTiming... requests) {
    MeasuredRun run = run("x", connections, 440 * MILLI, List.of(requests));
    return Sparklines.lines(List.of(run), UTF_8).getFirst();
  }

  @Test
  void leavesIdleTimeBlank() {
    String line =
        sparkline(
            1,
            request("AA", DownloadStatus.OK, 1, 0, 100 * MILLI),
            request("AB", DownloadStatus.OK, 1, 200 * MILLI, 300 * MILLI));

    String shape = "█".repeat(10) + " ".repeat(10) + "█".repeat(10) + " ".repeat(14);
    assertEquals("x  " + shape + "  peak 1 after 0.00s", line);
  }

  @Test
  void showsWhenThePeakWasReached() {
    String line =
        sparkline(
            2,
            request("AA", DownloadStatus.OK, 1, 0, 100 * MILLI),
            request("AB", DownloadStatus.OK, 2, 100 * MILLI, 300 * MILLI),
            request("AC", DownloadStatus.OK, 1, 250 * MILLI, 400 * MILLI));

    assertEquals("peak 2 after 0.25s", line.substring(line.indexOf("peak")));
  }
}
