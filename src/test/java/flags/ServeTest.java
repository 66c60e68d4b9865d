package flags;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.download.FlagsCommon;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.ServedFlags;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code flags serve}. */
@Timeout(60) // in case it serves instead of failing
class ServeTest {
  private static final OkHttpClient CLIENT =
      new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(30)).build();
  private static final OkHttpClient IMPATIENT =
      CLIENT.newBuilder().readTimeout(Duration.ofMillis(700)).build();

  private static Response get(OkHttpClient client, String url, String cc) throws IOException {
    var request = new Request.Builder().url(url + "/" + cc + "/" + cc + ".gif").build();
    return client.newCall(request).execute();
  }

  private static int status(String url, String cc) throws IOException {
    try (Response response = get(CLIENT, url, cc)) {
      return response.code();
    }
  }

  /** Returns the status of the response for each of 52 codes. */
  private static List<Integer> statuses(String url) throws IOException {
    List<String> codes = FlagsCommon.expandCcArgs(false, false, List.of("b", "m"), 52);
    var statuses = new ArrayList<Integer>();
    for (String code : codes) {
      statuses.add(status(url, code.toLowerCase(Locale.ROOT)));
    }
    return statuses;
  }

  @Test
  void servesTheFlagsOfAFolderAtAllThreeSites(@TempDir Path dir) throws Exception {
    byte[] flag = {1, 2, 3};
    Files.write(Files.createDirectory(dir.resolve("xx")).resolve("xx.gif"), flag);
    try (var serve = new ServeCommand("--port=0 --delay=0 --error-rate=0 --dir", dir.toString())) {
      for (String url : List.of(serve.local, serve.delay, serve.error)) {
        try (Response response = get(CLIENT, url, "xx")) {
          assertArrayEquals(flag, response.body().bytes(), url);
        }
        assertEquals(404, status(url, "us"), url);
      }
    }
  }

  @Test
  void delaysOnlyTheDelayAndErrorSites() throws Exception {
    try (var serve = new ServeCommand("--delay 3600 --error-rate=0 --port=0")) {
      assertEquals(200, status(serve.local, "us"));
      for (String url : List.of(serve.delay, serve.error)) {
        assertThrows(SocketTimeoutException.class, () -> get(IMPATIENT, url, "us").close(), url);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"--delay=.6..0.8, 600", "--seed=1, 500"})
  void delaysByAtLeastTheSetTimeOrHalfASecond(String option, long millis) throws Exception {
    try (var serve = new ServeCommand(option + " --error-rate=0 --port=0")) {
      for (String url : List.of(serve.delay, serve.error)) {
        long start = System.nanoTime();
        assertEquals(200, status(url, "us"));
        assertTrue(System.nanoTime() - start >= millis * 1_000_000, url);
      }
    }
  }

  @Test
  void picksDelaysFromTheRangeBySeed() throws Exception {
    // With this seed, US waits for a hundredth of a second and FR for 92 s.
    try (var serve = new ServeCommand("--delay=0..100 --seed=7494 --error-rate=0 --port=0")) {
      for (String url : List.of(serve.delay, serve.error)) {
        assertEquals(200, status(url, "us"));
        assertThrows(SocketTimeoutException.class, () -> get(IMPATIENT, url, "fr").close(), url);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 200", "1, 418"})
  void returnsErrorsOnlyAtTheErrorSite(String errorRate, int expected) throws Exception {
    try (var serve = new ServeCommand("--delay=0 --port=0 --error-rate " + errorRate)) {
      for (String cc : List.of("br", "de", "fr", "jp", "ng", "us")) {
        assertEquals(200, status(serve.local, cc));
        assertEquals(200, status(serve.delay, cc));
        assertEquals(expected, status(serve.error, cc));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+7", "-999999999999999999"})
  void seedDecidesWhichQuarterOfTheFlagsFails(String seed) throws Exception {
    var behaviour = new Behaviour().withErrorRate(0.25);
    List<Integer> served;
    try (var serve = new ServeCommand("--delay=0 --port=0 --seed=" + seed)) {
      served = statuses(serve.error);
    }
    assertEquals(served, statusesOf(behaviour.withSeed(Long.parseLong(seed))));
    assertNotEquals(served, statusesOf(behaviour.withSeed(43L)));
  }

  private static List<Integer> statusesOf(Behaviour behaviour) throws IOException {
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), behaviour)) {
      return statuses("http://localhost:" + server.port() + "/flags");
    }
  }

  @Test
  void listensOnThePortAndTheNextTwo() throws Exception {
    int port = FreePort.find();
    try (var serve = new ServeCommand("--delay=0 --port " + port)) {
      String host = "http://localhost:";
      assertEquals(host + port + "/flags", serve.local);
      assertEquals(host + (port + 1) + "/flags", serve.delay);
      assertEquals(host + (port + 2) + "/flags", serve.error);
      assertEquals(200, status(serve.local, "us"));
      assertEquals(200, status(serve.delay, "us"));
    }
  }

  @Test
  void stopsTheFirstServersIfALaterOneCannotStart() throws Exception {
    int first = FreePort.find();
    try (var taken = new ServerSocket(first + 2, 1, InetAddress.getByName("localhost"))) {
      var failure =
          assertThrows(
              ServeCommand.StartupFailedException.class,
              () -> new ServeCommand("--port " + first).close());

      String message = "cannot listen on port " + taken.getLocalPort() + ": ";
      assertTrue(failure.getMessage().contains(message), failure.getMessage());
      FreePort.awaitRefusal(first);
    }
  }

  @Test
  void listensOnTheLastThreePorts() throws Exception {
    try (var serve = new ServeCommand("--port 65533")) {
      assertEquals("http://localhost:65535/flags", serve.error);
    } catch (ServeCommand.StartupFailedException e) {
      assertTrue(e.getMessage().contains("cannot listen on port 6553"), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--delay 3600.1|Invalid value for option '--delay': '3600.1' is not a time up to 3600 s, or"
            + " two in order as in 0.1..0.9",
        "--delay 2..1|Invalid value for option '--delay': '2..1' is not a time up to 3600 s, or two"
            + " in order as in 0.1..0.9",
        "--delay 1..|Invalid value for option '--delay': '1..' is not a number like 0.5",
        "--delay ..1|Invalid value for option '--delay': '..1' is not a number like 0.5",
        "--delay 1.|Invalid value for option '--delay': '1.' is not a number like 0.5",
        "--delay=-1|Invalid value for option '--delay': '-1' is not a number like 0.5",
        "--error-rate 1.01|--error-rate P must be from 0 to 1 (got 1.01)",
        "--error-rate 1e0|Invalid value for option '--error-rate': '1e0' is not a number like 0.5",
        "--port -1|--port N must be from 0 to 65533 (got -1)",
        "--port 99999999999|--port N must be from 0 to 65533 (got 2147483647)",
        "--p=65534|--port N must be from 0 to 65533 (got 65534)",
        "--seed 1000000000000000000|Invalid value for option '--seed': '1000000000000000000' is not"
            + " a whole number of 18 digits at most",
        "--dir=|Invalid value for option '--dir': DIR must not be empty",
        "--d 1|ambiguous option: --d could match --delay, --dir",
      })
  void reportsUsageErrorsWithItsUsage(String args, String message) {
    Result result = Result.of("serve " + args);

    assertEquals(
        """
        *** Usage error: %s
        usage: flags serve [-h] [--delay SECONDS|MIN..MAX] [--error-rate P] [--seed N]
                           [--dir DIR] [--port N]
        Try 'flags serve --help'.
        """
            .formatted(message),
        result.err());
    assertEquals("", result.out());
    assertEquals(2, result.status());
  }

  @Test
  void refusesAFileInsteadOfAFolder(@TempDir Path dir) throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    Result result = Result.of("serve --port=0 --dir", file.toString());

    assertTrue(result.err().contains("cannot serve '" + file + "': not a folder"), result.err());
    assertEquals(1, result.status());
  }
}
