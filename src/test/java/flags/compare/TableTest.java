package flags.compare;

import static flags.compare.Runs.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.outcome.DownloadStatus;
import flags.outcome.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {

  private static String table(Comparison comparison) {
    return String.join("\n", Table.lines(comparison.summaries())) + "\n";
  }

  @Test
  void sumsUpEachStrategy() {
    Run sequential = Runs.regular("sequential", 1, 26, 500);
    var spans = new ArrayList<>(Runs.regular("", 26, 24, 510).spans());
    spans.add(Runs.span("YY", DownloadStatus.NOT_FOUND, 1, 0, 510 * MILLI));
    spans.add(Runs.span("ZZ", DownloadStatus.ERROR, 1, 0, 510 * MILLI));

    assertEquals(
        """
                          down-   not                flags speed    of
        strategy   conns loaded found errors elapsed   a s    up limit
        sequential     1     26     0      0  13.00s   2.0  1.0x  100%
        threadpool    26     24     1      1   0.52s  46.2 25.0x   96%
        """,
        table(Runs.comparison(sequential, Runs.run("threadpool", 26, 520 * MILLI, spans))));
  }

  @Test
  void fromThreeRunsOnItTellsTheRange() {
    Comparison comparison =
        Runs.comparison(
            Runs.regular("virtual", 5, 10, 100),
            Runs.regular("virtual", 5, 10, 300),
            Runs.regular("virtual", 5, 10, 110));

    assertEquals(
        """
                        down-   not                               flags speed    of
        strategy conns loaded found errors elapsed lowest highest   a s    up limit
        virtual      5     10     0      0   0.22s  0.20s   0.60s  45.5  1.0x  100%
        """,
        table(comparison));
  }

  @Test
  void withoutTheSequentialStrategyTheSlowestIsCompared() {
    String table =
        table(
            Runs.comparison(
                Runs.regular("threadpool", 2, 4, 10), Runs.regular("virtual", 1, 4, 10)));

    assertTrue(table.matches("(?s).*threadpool .* 2\\.0x .*virtual .* 1\\.0x .*"), table);
  }

  @Test
  void oneSlowerThanTheSequentialStrategyIsTold() {
    String table =
        table(
            Runs.comparison(
                Runs.regular("sequential", 1, 2, 10), Runs.regular("virtual", 1, 2, 40)));

    assertTrue(table.matches("(?s).*virtual .* 0\\.3x .*"), table); // a quarter
  }

  @Test
  void fitsIntoATerminalAndIsTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Run slow = Runs.random("sequential", 1, 676, new Random(1));
      Run run = Runs.run("sequential", 1000, 999_990 * MILLI, slow.spans());
      List<String> lines =
          Table.lines(Runs.comparison(Collections.nCopies(3, run).toArray(Run[]::new)).summaries());

      for (String line : lines) {
        assertTrue(line.length() <= 80, line);
        assertTrue(line.matches("\\p{ASCII}+"), line);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shortTimesHaveMoreDigits() {
    assertEquals("13.30s", Table.seconds(13_299 * MILLI));
    assertEquals("0.10s", Table.seconds(100 * MILLI));
    assertEquals("0.099s", Table.seconds(99 * MILLI));
    assertEquals("0.010s", Table.seconds(10 * MILLI));
    assertEquals("0.0099s", Table.seconds(9_900_000));
  }
}
