package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.outcome.DownloadStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesTimesInSeconds() throws IOException {
    var request =
        SampleRuns.request(
            "BA", DownloadStatus.OK, 1, 500 * SampleRuns.MILLI, 1500 * SampleRuns.MILLI);
    var file = new ByteArrayOutputStream();

    Json.write(
        SampleRuns.comparison(
            SampleRuns.run("sequential", 1, 1500 * SampleRuns.MILLI, List.of(request))),
        "1",
        file);

    assertEquals(
        List.of(
            "\"failure\": null,",
            "\"elapsed\": 1.5,",
            "\"best\": 1.0,",
            "\"cpu\": 0.04,",
            "\"threads\": 1,",
            "\"started\": 0.5,",
            "\"headers\": 1.4,",
            "\"ended\": 1.5,"),
        file.toString(StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(
                line ->
                    line.matches(
                        "\"(failure|elapsed|best|cpu|threads|started|headers|ended)\": .*"))
            .toList());
  }

  @Test
  void writesNullTimesForARunGivenUp() throws IOException {
    var file = new ByteArrayOutputStream();

    Json.write(SampleRuns.comparison(SampleRuns.givenUp("virtual", 5)), "1", file);

    String json = file.toString(StandardCharsets.UTF_8);
    assertTrue(json.contains("\"failure\": \"no more threads\""), json);
    assertTrue(json.contains("\"elapsed\": null"), json);
    assertTrue(json.contains("\"best\": null"), json);
  }
}
