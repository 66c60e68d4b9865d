package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flags.outcome.DownloadStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Pictures as they were looked at and found good. Where one is to change, the test says where it
 * has put the new one: look at it, then copy it.
 */
class PictureTest {
  private static final Path DRAWN = Path.of("target", "pictures");

  private static void assertPicture(String name, Comparison comparison) throws IOException {
    var flags = new HashMap<String, byte[]>();
    for (String cc : List.of("AA", "AB", "AC")) {
      flags.put(cc, cc.getBytes(StandardCharsets.US_ASCII)); // whatever it is, it is not looked at
    }
    var file = new ByteArrayOutputStream();
    new Timeline(comparison, Map.copyOf(flags)).writeTo(file);
    Path drawn = Files.createDirectories(DRAWN).resolve(name);
    Files.write(drawn, file.toByteArray());

    try (InputStream good = PictureTest.class.getResourceAsStream(name)) {
      assertEquals(
          good == null ? "" : new String(good.readAllBytes(), StandardCharsets.UTF_8),
          file.toString(StandardCharsets.UTF_8),
          "look at " + drawn + "; if it is good, copy it to src/test/resources/flags/compare");
    }
  }

  /** One after the other, and every outcome: lanes that are high enough for flags and codes. */
  private static MeasuredRun few(String strategy, int connections) {
    var requests = new ArrayList<RequestTiming>();
    for (int i = 0; i < 8; i++) {
      long start = i / connections * 500L;
      long end = start + (i == 7 ? 3 : 400 + 10 * i);
      DownloadStatus status = DownloadStatus.values()[i < 4 ? 0 : i % 4];
      requests.add(
          Runs.request(
              Runs.code(i),
              status,
              i == 6 ? 0 : 1 + i % connections,
              start * Runs.MILLI,
              end * Runs.MILLI));
    }
    return Runs.run(
        strategy, connections, (8 / connections * 500L + 20) * Runs.MILLI, List.copyOf(requests));
  }

  @Test
  void ofFewRequestsOneAfterTheOtherAndAtOnce() throws IOException {
    assertPicture("few.svg", Runs.comparison(few("sequential", 1), few("virtual", 8)));
  }

  @Test
  void ofManyAtOnceInLowLanes() throws IOException {
    assertPicture(
        "many.svg",
        Runs.comparison(
            Runs.regular("sequential", 4, 60, 25),
            Runs.regular("threadpool", 60, 60, 350),
            Runs.regular("virtual", 120, 120, 700)));
  }

  @Test
  void ofARunOfMilliseconds() throws IOException {
    Comparison one = Runs.comparison(Runs.regular("threadpool", 1, 2, 4));
    assertPicture(
        "milliseconds.svg",
        new Comparison(
            "flags compare " + "aa ab ".repeat(30).strip(),
            "LOCAL",
            "http://localhost:8000/flags",
            one.ccList(),
            one.runs(),
            false));
  }
}
