package flags.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.Printed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The progress bar and the lines of {@code -v}; {@code ProgramTest} has the bar in a terminal. */
class ProgressOnBarTest {
  private static final Outcome OK = new Outcome(DownloadStatus.OK, "OK");
  private static final Outcome NOT_FOUND = new Outcome(DownloadStatus.NOT_FOUND, "not found: x");

  /** Returns the bar as it remains after these outcomes, of four downloads. */
  private String bar(Charset charset, Outcome... outcomes) {
    var printed = new ByteArrayOutputStream();
    try (var bar = new ProgressOnBar("", 4, new PrintStream(printed, true, charset), 80)) {
      for (Outcome outcome : outcomes) {
        bar.completed("XX", outcome);
      }
    }
    String all = printed.toString(charset);
    assertTrue(all.endsWith(System.lineSeparator()), all);
    return all.substring(all.lastIndexOf('\r', all.length() - 3) + 1).stripTrailing();
  }

  @Test
  void drawsBlocksIfTheCharsetHasThem() {
    String bar = bar(StandardCharsets.UTF_8, OK, OK);

    assertTrue(bar.matches(" *50% \\|█+ +\\| 2/4 .*"), bar);
  }

  /** Code page 437 has the full block, but only one of the others, in which a bar can end. */
  @ParameterizedTest
  @ValueSource(strings = {"IBM437", "IBM850", "windows-1252", "US-ASCII"})
  void drawsAsciiIfTheCharsetLacksABlock(String charset) {
    String bar = bar(Charset.forName(charset), OK, OK);

    assertTrue(bar.matches(" *50% \\[=+ +\\] 2/4 .*"), bar);
  }

  @Test
  void countsCompletedButNotInterruptedDownloads() {
    String bar =
        bar(
            StandardCharsets.UTF_8,
            OK,
            Outcome.INTERRUPTED,
            NOT_FOUND,
            Outcome.error("gone"),
            Outcome.INTERRUPTED);

    assertTrue(bar.contains(" 3/4 "), bar);
  }

  @Test
  void printsNoLineForAnInterruptedDownload() {
    var out = new Printed();
    try (var lines = Progress.lines(out)) {
      lines.completed("AA", OK);
      lines.completed("BB", Outcome.INTERRUPTED);
      lines.completed("CC", Outcome.error("gone"));
    }

    assertEquals("AA OK\nCC error: gone\n", out.text());
  }
}
