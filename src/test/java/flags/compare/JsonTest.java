package flags.compare;

import static flags.compare.SampleRuns.MILLI;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.download.DownloadStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  private static String json(MeasuredRun run) throws IOException {
    var file = new ByteArrayOutputStream();
    Json.write(SampleRuns.comparison(run), "1", file);
    return file.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesTimesInSeconds() throws IOException {
    RequestTiming request =
        SampleRuns.request("BA", DownloadStatus.OK, 1, 500 * MILLI, 1500 * MILLI);

    String json = json(SampleRuns.run("sequential", 1, 1500 * MILLI, List.of(request)));

    String times = json.replaceAll("[^a-z0-9.:,]", "");
    assertTrue(times.contains("elapsed:1.5,best:1.0,cpu:0.04,threads:1,"), json);
    assertTrue(times.contains("started:0.5,headers:1.4,ended:1.5,"), json);
  }
}
