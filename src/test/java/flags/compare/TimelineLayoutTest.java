package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import flags.compare.TimelineLayout.Bar;
import flags.compare.TimelineLayout.Panel;
import flags.compare.TimelineLayout.Tick;
import flags.outcome.DownloadStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The positions in the picture; {@link TimelineTest} covers the drawing. */
class TimelineLayoutTest {
  private static final byte[] GIF = {};

  private static TimelineLayout layout(Map<String, byte[]> flags, MeasuredRun... runs) {
    return TimelineLayout.of(SampleRuns.comparison(runs).summaries(), flags);
  }

  @Test
  void theLongestRunEndsAtTheRightMargin() {
    TimelineLayout layout =
        layout(
            Map.of(),
            SampleRuns.regular("sequential", 1, 4, 500),
            SampleRuns.regular("virtual", 4, 4, 500));

    List<Panel> panels = layout.panels();
    assertEquals(List.of(1164.0, 312.0), panels.stream().map(Panel::end).toList());
    assertEquals(List.of(92.0, 176.0), panels.stream().map(Panel::heading).toList());
    assertEquals(List.of(40.0, 160.0), panels.stream().map(Panel::height).toList());
  }

  @Test
  void ticksHaveRoundNumbers() {
    TimelineLayout layout = layout(Map.of(), SampleRuns.regular("sequential", 1, 4, 500));

    assertEquals(
        List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2", "1.4", "1.6", "1.8", "2.0"),
        layout.ticks().stream().map(Tick::label).toList());
  }

  @Test
  void drawsOnlyDownloadedFlagsAboveTheirCodes() {
    var requests =
        List.of(
            SampleRuns.request("AA", DownloadStatus.OK, 1, 0, 500 * SampleRuns.MILLI),
            SampleRuns.request(
                "AB", DownloadStatus.ERROR, 1, 500 * SampleRuns.MILLI, 1000 * SampleRuns.MILLI));
    var flags = Map.of("AA", GIF, "AB", GIF); // another run may have downloaded both

    List<Bar> bars =
        layout(flags, SampleRuns.run("sequential", 1, 1000 * SampleRuns.MILLI, requests))
            .panels()
            .getFirst()
            .bars();

    assertNotNull(bars.getFirst().flag());
    assertNull(bars.getLast().flag());
    assertEquals(
        bars.getFirst().top() + bars.getFirst().height() - 4, bars.getFirst().code().baseline());
    assertEquals(
        bars.getLast().top() + bars.getLast().height() / 2 + bars.getLast().code().size() * 0.36,
        bars.getLast().code().baseline());
  }
}
