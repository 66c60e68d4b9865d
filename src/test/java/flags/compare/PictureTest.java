package flags.compare;

import static flags.compare.SampleRuns.MILLI;
import static flags.compare.SampleRuns.comparison;
import static flags.compare.SampleRuns.regular;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flags.download.DownloadStatus;
import flags.download.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares pictures with approved ones. If a change is intended, look at the new picture, whose
 * path the failure prints, and copy it over the approved one.
 */
class PictureTest {
  private static final Path DRAWN = Path.of("target", "pictures");

  @TempDir private Path dest;

  private void assertPicture(String name, Comparison comparison) throws IOException {
    assertPicture(name, comparison, false);
  }

  private void assertPicture(String name, Comparison comparison, boolean play) throws IOException {
    for (String cc : List.of("AA", "AB", "AC")) { // embedded as it is, so any bytes will do
      Files.writeString(dest.resolve(cc + ".gif"), cc);
    }
    String svg = new Timeline(comparison, dest, play).draw();
    Path drawn = Files.createDirectories(DRAWN).resolve(name);
    Files.writeString(drawn, svg);

    try (InputStream approved = PictureTest.class.getResourceAsStream(name)) {
      assertEquals(
          approved == null ? "" : new String(approved.readAllBytes(), StandardCharsets.UTF_8),
          svg,
          "look at " + drawn + "; if it is good, copy it to src/test/resources/flags/compare");
    }
  }

  /** Creates a run with every outcome, in lanes that are high enough for flags and codes. */
  private static MeasuredRun runOfFewRequests(String strategy, int connections) {
    var requests = new ArrayList<RequestTiming>();
    for (int i = 0; i < 8; i++) {
      long start = i / connections * 500L;
      long end = start + (i == 7 ? 3 : 400 + 10 * i);
      DownloadStatus status = DownloadStatus.values()[i < 4 ? 0 : i % 4];
      requests.add(
          SampleRuns.request(
              SampleRuns.code(i),
              status,
              i == 6 ? 0 : 1 + i % connections,
              start * MILLI,
              end * MILLI));
    }
    return SampleRuns.run(
        strategy, connections, (8 / connections * 500L + 20) * MILLI, List.copyOf(requests));
  }

  @Test
  void drawsFewRequestsInHighLanes() throws IOException {
    Files.writeString(
        dest.resolve("AF.gif"), "the flag of an earlier run: this one does not find it");
    assertPicture(
        "few.svg", comparison(runOfFewRequests("sequential", 1), runOfFewRequests("virtual", 8)));
  }

  @Test
  void drawsManyRequestsInLowLanes() throws IOException {
    assertPicture(
        "many.svg",
        comparison(
            regular("sequential", 4, 60, 25),
            regular("threadpool", 60, 60, 350),
            regular("virtual", 120, 120, 700)));
  }

  @Test
  void drawsARunOfMilliseconds() throws IOException {
    Comparison one = comparison(regular("threadpool", 1, 2, 4));
    assertPicture(
        "milliseconds.svg",
        new Comparison(
            "flags compare \"&<" + "aa ab ".repeat(30).strip(),
            "LOCAL",
            "http://localhost:8000/flags",
            one.ccList(),
            one.runs(),
            false));
  }

  /** Creates a run in which the headers and the ends of the responses come at various times. */
  private static MeasuredRun runOfManyLengths(String strategy, int connections) {
    var requests = new ArrayList<RequestTiming>();
    for (int i = 0; i < 3 * connections; i++) {
      long start = i / connections * 1000L;
      long end = start + 40 + i * 67 % 960;
      long headers = start + (end - start) * (6 - i % 7) / 6;
      requests.add(
          new RequestTiming(
              SampleRuns.code(i % 9),
              new Outcome(DownloadStatus.OK, "OK"),
              start * MILLI,
              headers * MILLI,
              end * MILLI,
              1 + i % connections,
              200,
              1,
              true));
    }
    return SampleRuns.run(strategy, connections, 3000 * MILLI, requests);
  }

  @Test
  void drawsCodesAndFlagsOnlyWhereTheyFit() throws IOException {
    assertPicture(
        "lengths.svg",
        comparison(
            runOfManyLengths("sequential", 6),
            runOfManyLengths("threadpool", 9),
            runOfManyLengths("virtual", 20)));
  }

  @Test
  void playsRunsInTheTimeThatTheyTook() throws IOException {
    var play = comparison(regular("sequential", 1, 3, 500), regular("virtual", 3, 3, 4));

    assertPicture("play.svg", play, true);
  }
}
