package flags.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flags.FlagDispatcher;
import flags.FreePort;
import flags.NeedsUnix;
import flags.Printed;
import flags.Program;
import flags.RawServer;
import flags.Result;
import flags.download.Settings;
import flags.download.Strategy;
import flags.messages.CannotRunException;
import flags.process.ShutdownHook;
import flags.server.Behaviour;
import flags.server.Site;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flags compare} as a whole, against a real server. */
@Tag("program")
class CompareTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path folder;
  private final FlagDispatcher dispatcher = new FlagDispatcher(CompareTest::response);

  private static MockResponse response(String cc) {
    MockResponse response =
        switch (cc) {
          case "BA", "BB" -> FlagDispatcher.flag();
          case "BX" -> FlagDispatcher.status(500);
          default -> FlagDispatcher.status(404);
        };
    // so that every run waits for the server, however fast or busy the machine is
    return response.newBuilder().headersDelay(10, TimeUnit.MILLISECONDS).build();
  }

  @BeforeEach
  void serve() {
    server.setDispatcher(dispatcher);
  }

  private String url() {
    return server.url("/flags").toString();
  }

  private Result compare(String words, String... more) {
    return compareAt(url(), words, more);
  }

  private Result compareAt(String url, String words, String... more) {
    var args = new ArrayList<>(List.of(Program.args(words, more)));
    args.addFirst(folder.resolve("downloaded").toString());
    return Result.of("compare -s " + url + " -d", args.toArray(String[]::new));
  }

  /** Masks what depends on times, and normalizes the alignment. */
  private static String masked(String text) {
    return text.replaceAll("\\d+\\.\\d+s", "0.00s")
        .replaceAll("\\d+\\.\\d+x", "1.0x")
        .replaceAll(
            "peak \\d+", "peak 1") // a fast server may respond before the last request starts
        .replaceAll("[▁▂▃▄▅▆▇█]", "")
        .replaceAll(" +", " ")
        .replaceAll("(?m)^(\\w+ \\d+) -?\\d+ 0\\.00s", "$1 1 0.00s"); // other tests end threads
  }

  @Test
  void runsAllStrategiesAndSummarizesThem() {
    Result result = compare("b -m 4");

    assertEquals(
        """
        URL site: %s
        26 codes from BA to BZ, each run: 2 downloaded, 23 not found, 1 error

        strategy conns threads elapsed at best speed-up CPU
        sequential 1 1 0.00s 0.00s 1.0x 0.00s
        threadpool 4 1 0.00s 0.00s 1.0x 0.00s
        virtual 4 1 0.00s 0.00s 1.0x 0.00s

        sequential peak 1 after 0.00s
        threadpool peak 1 after 0.00s
        virtual peak 1 after 0.00s
        """
            .formatted(url()),
        masked(result.out()));
    assertEquals(
        "3 errors: HTTP error 500 - Server Error (BX; sequential, threadpool, virtual)\n",
        result.err());
    assertEquals(0, result.status(), "download errors do not fail the comparison");
    assertEquals(3 * 26, dispatcher.requestedCodes.size(), "the warm-up uses another server");
  }

  @Test
  void printsTheBestTimeOrANoteThatTheServerRespondsAtOnce() {
    server.setDispatcher(new FlagDispatcher("BA"));

    String out = compare("ba --strategy=virtual").out();

    String note =
        "\nThe server responds at once: these times are the work of both ends, and differ from run"
            + " to run; try -s DELAY.\n";
    assertEquals(!out.contains("at best"), out.contains(note), out);
  }

  /** Runs in a child process, because other tests start threads in this one. */
  @Test
  void measuresTheThreadsAndTheProcessorTimeOfEachStrategy() throws Exception {
    var barrier = new CyclicBarrier(26); // no request ends before the last one starts
    try (var slow =
        new RawServer(
            cc ->
                (out, socket) -> {
                  try {
                    barrier.await(20, TimeUnit.SECONDS);
                  } catch (Exception e) {
                    throw new IOException(e);
                  }
                  return RawServer.flag().write(out, socket);
                })) {
      Result result =
          new Program(folder)
              .run(
                  "compare b -m 26 --strategy=threadpool --strategy=virtual --json=- -s "
                      + slow.url());

      List<Double> threads = numbers(result.out(), "threads");
      assertTrue(threads.getFirst() >= 26, threads.toString());
      assertTrue(threads.getLast() < 13, threads.toString());
      List<Double> cpu = numbers(result.out(), "cpu");
      List<Double> elapsed = numbers(result.out(), "elapsed");
      int cores = Runtime.getRuntime().availableProcessors();
      for (int run = 0; run < 2; run++) { // without the start of the JVM and the warm-up
        assertTrue(cpu.get(run) <= elapsed.get(run) * cores + 0.1, cpu + " in " + elapsed);
      }
    }
  }

  @Test
  void exitsWith1IfEveryRequestFails() throws Exception {
    try (var failing = new RawServer(cc -> (out, socket) -> false)) {
      Result result = compareAt(failing.url(), "ba bb -m 2");

      String out = masked(result.out());
      assertTrue(out.contains("\n2 codes from BA to BB, each run: 2 errors\n"), out);
      for (String strategy : List.of("sequential 1", "threadpool 2", "virtual 2")) {
        assertTrue(out.contains("\n" + strategy + " 1 0.00s - - 0.00s\n"), out);
      }
      assertTrue(out.endsWith("\n\nNothing was downloaded.\n"), out);
      assertEquals(
          "6 errors: the server closed the connection too early"
              + " (BA, BB; sequential, threadpool, virtual)\n",
          result.err());
      assertEquals(1, result.status());
    }
  }

  @Test
  void printsNoFiguresForTruncatedResponses() throws Exception {
    try (var truncating =
        new RawServer(
            cc ->
                RawServer.closing(
                    RawServer.response(
                        "HTTP/1.1 200 OK\nContent-Length: 99", FlagDispatcher.GIF)))) {
      Result result = compareAt(truncating.url(), "ba --strategy=virtual");

      assertTrue(masked(result.out()).contains("\nvirtual 1 1 0.00s - - 0.00s\n"), result.out());
    }
  }

  @Test
  @NeedsUnix
  void appendsTheJsonToStderrWithoutTruncatingIt() throws Exception {
    Result result =
        new Program(folder)
            .runInShell(
                "echo before >&2; exec $flags",
                "compare bx --strategy=virtual --json /dev/stderr -s " + url());

    assertTrue(result.err().startsWith("before\n1 error: "), result.err());
    assertTrue(result.err().contains("\n{\n"), result.err());
  }

  @Test
  void hintsThatTheSiteMayNotBeAFlagServer() {
    String out = compare("br --strategy=virtual").out();

    String hint = "\nNone of these flags were found: " + url() + " may not be a flag server.\n";
    assertTrue(out.endsWith(hint), out);
  }

  @Test
  void reportsAFolderInPlaceOfAFlag() throws IOException {
    Files.createDirectories(folder.resolve("BA.gif/x"));

    Result result = compare("ba bb --strategy=sequential -d", folder.toString());

    assertTrue(result.err().startsWith("1 error: cannot save: "), result.err());
    String dest = "*** Error: not all flags could be saved in '" + folder + "'; make room there,";
    assertTrue(result.err().contains(" (BA)\n" + dest), result.err());
    assertTrue(masked(result.out()).contains("\nsequential 1 1 0.00s - - 0.00s\n"), result.out());
    assertEquals(1, result.status());
  }

  @Test
  @NeedsUnix
  void printsTheTableToStderrIfAFileGoesToStdout() throws Exception {
    var program = new Program(folder);
    String compare = "compare ba --strategy=virtual -s " + url();
    for (String json : List.of("-", "/dev/stdout")) {
      Result result =
          program.runWith(List.of("-Xmx99m", "-Dx=secret"), compare + " --json " + json);

      assertTrue(result.out().contains("-Xmx99m") && !result.out().contains("secret"));
      assertTrue(result.out().startsWith("{\n") && result.out().endsWith("}\n"), result.out());
      assertTrue(result.err().contains("\nvirtual "), result.err());
    }
    Result result =
        program.runInShell("$flags | cat; exit 0 2>/dev/null", compare + " --chart /dev/stdout");
    assertTrue(result.out().startsWith("<?xml"), result.out());
  }

  @Test
  void usesEqualConnectionsAndRotatesTheOrder() throws IOException {
    Path json = folder.resolve("j.json");

    compare("b --runs 2 --strategy VIRTUAL --strategy=threadpool --json", json.toString());

    String run = "\"strategy\": \"(\\w+)\",\\s+\"connections\": (\\d+),\\s+\"order\": (\\d+),";
    assertEquals(
        List.of("threadpool 26 1", "virtual 26 2", "virtual 26 3", "threadpool 26 4"),
        Pattern.compile(run)
            .matcher(Files.readString(json))
            .results()
            .map(match -> match.group(1) + " " + match.group(2) + " " + match.group(3))
            .toList());
  }

  @Test
  void writesEveryFieldToTheJson() {
    Result result = compare("ba bx xx --strategy sequential --json -");

    String request =
        """
        {
         "code": "%s",
         "outcome": "%s",
         "message": "%s",
         "started": 0.0,
         "headers": 0.0,
         "ended": 0.0,
         "connection": 1,
         "status": %d,
         "bytes": %d
        }"""
            .indent(4)
            .stripTrailing();
    assertEquals(
        """
        {
         "format": 5,
         "program": "flags",
         "java": "%s",
         "java_options": "",
         "cores": %d,
         "command": "flags compare -s %s ba bx xx --strategy sequential",
         "start_time": "Z",
         "server": "URL",
         "base_url": "%2$s",
         "codes": 3,
         "complete": true,
         "runs": [
          {
           "strategy": "sequential",
           "connections": 1,
           "order": 1,
           "elapsed": 0.0,
           "best": 0.0,
           "cpu": 0.0,
           "threads": 0,
           "requests": [
        %s,
        %s,
        %s
           ]
          }
         ]
        }
        """
            .replace("%2$s", url())
            .formatted(
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                url(),
                request.formatted("BA", "ok", "OK", 200, FlagDispatcher.GIF.length),
                request.formatted("BX", "error", "HTTP error 500 - Server Error", 500, 0),
                request.formatted("XX", "not_found", "not found: " + url() + "/xx/xx.gif", 404, 0)),
        result
            .out()
            .replaceAll("(\"(started|headers|ended|elapsed|best|cpu)\": )[0-9.E-]+", "$10.0")
            .replaceAll("_options\": \".*\"", "_options\": \"\"") // of the JVM of the tests
            .replaceAll("\"[-0-9T:.]+Z\"", "\"Z\"")
            .replaceAll("\"threads\": -?\\d+", "\"threads\": 0") // other tests reset the peak
            .replaceAll("\"flags (\\(not packaged\\)|1\\.0\\.0)\"", "\"flags\""));
    assertTrue(result.err().contains("sequential"), "the table goes to stderr");
  }

  @Test
  void recordsRequestTimesInOrderAndWithinTheRun() {
    Result result = compare("b --strategy threadpool --json -");

    double elapsed = numbers(result.out(), "elapsed").getFirst();
    List<Double> started = numbers(result.out(), "started");
    List<Double> headers = numbers(result.out(), "headers");
    List<Double> ended = numbers(result.out(), "ended");
    assertEquals(26, started.size());
    for (int i = 0; i < 26; i++) {
      assertTrue(0 <= started.get(i), "started before the run");
      assertTrue(started.get(i) < headers.get(i), "responded before it started");
      assertTrue(headers.get(i) <= ended.get(i), "ended before the headers");
      assertTrue(ended.get(i) <= elapsed, "ended after the run");
    }
  }

  private static List<Double> numbers(String json, String name) {
    return json.lines()
        .filter(line -> line.contains("\"" + name + "\": "))
        .map(line -> Double.valueOf(line.replaceAll(".*: |,", "")))
        .toList();
  }

  @Test
  void replacesTheChartWithOneBarPerRequest() throws IOException {
    Path svg = Files.writeString(folder.resolve("t.svg"), "old");

    assertEquals(0, compare("ba bb --chart", svg.toString()).status());

    String text = Files.readString(svg);
    assertEquals(3 * 2, text.split("<title>", -1).length - 1);
    assertTrue(text.contains(">flags compare -s " + url() + " ba bb<"), text.substring(0, 1000));
    String flag = Base64.getEncoder().encodeToString(FlagDispatcher.GIF);
    assertTrue(text.contains("data:image/gif;base64," + flag), text);
  }

  @Test
  void savesTheFlagsAndLeavesNothingElse() throws IOException {
    compare("b --strategy=threadpool");

    Path dest = folder.resolve("downloaded");
    assertEquals(List.of("BA.gif", "BB.gif"), Program.fileNames(dest));
    assertArrayEquals(FlagDispatcher.GIF, Files.readAllBytes(dest.resolve("BA.gif")));
  }

  @Test
  void saysIfOutcomesDifferBetweenRuns() {
    String line = "Outcomes differ between runs.\n";
    assertFalse(compare("b").out().contains(line));
    var turn = new AtomicInteger();
    server.setDispatcher(
        new FlagDispatcher(
            cc ->
                turn.getAndIncrement() == 0 ? FlagDispatcher.status(500) : FlagDispatcher.flag()));

    Result result = compare("b");

    assertTrue(result.out().endsWith("\n\n" + line), result.out());
    assertTrue(result.out().contains("\n26 codes from BA to BZ\n"), result.out());
    assertTrue(result.out().contains("  ok  404  err  "), result.out());
  }

  @Test
  void reportsPartialResultsIfTheServerDies() throws Exception {
    var responses = new AtomicInteger();
    try (var dying =
        new RawServer(
            cc ->
                (out, socket) ->
                    responses.incrementAndGet() <= 30 && RawServer.flag().write(out, socket))) {
      Result result = compareAt(dying.url(), "b");

      assertTrue(result.out().contains("Outcomes differ between runs.\n"), result.out());
      assertTrue(result.err().matches("(\\d+ errors?: .*; [a-z, ]+\\)\n)+"), result.err());
      assertEquals(0, result.status());
    }
  }

  @Test
  void closesItsConnectionsAtTheEndOfTheRun() throws Exception {
    try (var server = RawServer.flags()) {
      assertEquals(0, compareAt(server.url(), "ba --strategy=sequential").status());

      assertTrue(
          server.connectionClosed.await(20, TimeUnit.SECONDS), "the connection is still open");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--runs 0|2|*** Usage error: --runs N must be >= 1 (got 0)",
        "--runs x|2|*** Usage error: Invalid value for option '--runs': 'x' is not a whole number",
        "--chart t.svg --json ./t.svg|2|*** Usage error: --chart and --json must be two files (got"
            + " 't.svg')",
        "--play|2|*** Usage error: --play needs --chart FILE",
        "--chart t.png|2|*** Usage error: --chart FILE must end in .svg (got 't.png')",
        "--chart no/t.svg|1|*** Error: cannot write 'no/t.svg': no such file or folder",
        "-d pom.xml|1|*** Error: cannot save in 'pom.xml': not a folder; name another folder with"
            + " --dest DIR",
        "--strategy nope|2|*** Usage error: Invalid value for option '--strategy' (NAME): 'nope' is not"
            + " one of sequential, threadpool, virtual",
        "--chart=|2|*** Usage error: Invalid value for option '--chart': FILE must not be empty",
        "-v|2|*** Usage error: Unknown option: '-v'",
        "-m 0|2|*** Usage error: --max_req CONCURRENT must be >= 1 (got 0)",
        "a1|2|*** Usage error: each CC argument must be A to Z or AA to ZZ. (got 'a1')",
      })
  void rejectsBadInputBeforeTheFirstRequest(String args, int status, String message) {
    Result result = compare(args);

    String line = result.err().lines().findFirst().orElseThrow();
    assertEquals(message, line.replace(File.separatorChar, '/'));
    if (status == 2) {
      assertTrue(result.err().endsWith("Try 'flags compare --help'.\n"), result.err());
    }
    assertEquals("", result.out());
    assertEquals(status, result.status());
    assertEquals(0, server.getRequestCount());
  }

  @Test
  @NeedsUnix
  void writesToANamedPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    var reader = new FutureTask<>(() -> Files.readString(pipe));
    Thread.ofPlatform().daemon().start(reader);

    compare("ba --strategy=virtual --json", pipe.toString());

    assertTrue(reader.get(20, TimeUnit.SECONDS).startsWith("{\n"), "no JSON arrived");
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  void recordsTheLastResponseOfARedirect() {
    server.setDispatcher(
        new FlagDispatcher(cc -> FlagDispatcher.redirect("/flag.gif"))
            .with("BA", FlagDispatcher.redirect("http://localhost:1/")));

    Result result = compare("ba bb --strategy=sequential --json=-");

    assertTrue(result.out().contains("\"headers\": null"), result.out());
    assertEquals(List.of(0.0, 400.0), numbers(result.out(), "status"));
    assertEquals(1, result.status(), "every request failed");
  }

  @Test
  void measuresARunWhoseConnectionsHadToBeReplaced() throws Exception {
    RawServer.Response slow = // or no speed-up would be shown
        (out, socket) -> {
          Thread.sleep(10);
          return RawServer.closing(RawServer.flag()).write(out, socket);
        };
    try (var closing = new RawServer(cc -> slow)) {
      String out = compareAt(closing.url(), "b --strategy=sequential").out();

      assertTrue(out.contains(" 1.0x "), out);
    }
  }

  @Test
  void writesValidXmlWhateverTheServerSends() throws Exception {
    Path svg = folder.resolve("t.svg");
    try (var odd = new RawServer(cc -> RawServer.status("500 a\uFFFE<b>&\u0001c"))) {
      compareAt(odd.url(), "ba --strategy=virtual --chart", svg.toString());
    }

    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
  }

  @Test
  void refusesAFolderInPlaceOfTheChart() throws IOException {
    Path chart = Files.createDirectory(folder.resolve("t.svg"));

    Result result = compare("b --chart", chart.toString());

    assertTrue(result.err().startsWith("*** Error: cannot write '" + chart + "': "), result.err());
    assertEquals(0, server.getRequestCount());
  }

  /** The JVM may have opened its own files under these numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"/dev/fd/3", "/proc/self/fd/3", "link"})
  @EnabledOnOs(OS.LINUX)
  void refusesADescriptorThatMayBeAnotherFile(String name) throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/fd/3"));

    Result result =
        new Program(folder)
            .runInShell("exec $flags 3>x", "compare -s " + url() + " --json " + name);

    result.assertError(
        "cannot write '%s': the JVM may have opened another file under that number; give the name"
                .formatted(name)
            + " of the file");
    assertEquals(0, server.getRequestCount());
  }

  @Test
  @Timeout(60)
  void startsItsServerAndStopsIt() throws Exception {
    int port = FreePort.find();
    var site = new Site("X", "http://localhost:" + port + "/flags", port, new Behaviour());
    var out = new Printed();
    var err = new Printed();

    boolean valid = new Compare(settings(site), out, err, new ShutdownHook()).run();

    assertTrue(valid, err.text());
    assertTrue(out.text().contains("US, each run: 1 downloaded"), out.text());
    assertEquals(site.starting(), err.text().strip());
    FreePort.awaitRefusal(port);
  }

  @Test
  void failsIfABorrowedServerStops() throws Exception {
    try (var stopping = new RawServer(cc -> (out, socket) -> false, 1)) {
      var err = new Printed();

      var e = assertThrows(CannotRunException.class, () -> compareAt(stopping, err));

      assertEquals(
          "the server at " + stopping.url() + " stopped; start one with 'flags serve'",
          e.getMessage());
      assertEquals("", err.text());
    }
  }

  @Test
  void showsTheErrorsIfAnotherServerTakesThePlaceOfABorrowedOne() throws Exception {
    try (var replaced = new RawServer(cc -> (out, socket) -> false)) {
      var err = new Printed();

      assertFalse(compareAt(replaced, err));

      String line = "3 errors: the server closed the connection too early (US; ";
      assertTrue(err.text().startsWith(line), err.text());
    }
  }

  private boolean compareAt(RawServer borrowed, PrintStream err) throws Exception {
    var site = new Site("X", borrowed.url(), borrowed.port(), new Behaviour());
    return new Compare(settings(site), new Printed(), err, new ShutdownHook()).run();
  }

  @Test
  void drawsTheChartEvenIfTheJsonCannotBeWritten() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "needs Linux");
    Path svg = folder.resolve("t.svg");

    Result result = compare("ba --strategy=virtual", "--json=/dev/full", "--chart=" + svg);

    assertTrue(result.err().contains("*** Error: cannot write '/dev/full': "), result.err());
    assertTrue(Files.readString(svg).endsWith("</svg>\n"));
    assertEquals(1, result.status());
  }

  private CompareSettings settings(Site site) {
    var strategies =
        Stream.of(Strategy.values())
            .map(each -> new Settings(false, false, List.of("US"), 1, site, folder, false, each, 1))
            .toList();
    return new CompareSettings(strategies, 1, null, false, null, "flags compare us");
  }
}
