package flags;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code flags compare}, whole, against a real server. */
@Tag("program")
class CompareTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path folder;
  private final FlagSite site =
      new FlagSite("BA", "BB") {
        @Override
        MockResponse response(String cc) throws InterruptedException {
          MockResponse response = cc.equals("BX") ? status(500) : super.response(cc);
          // so that there is something to wait for, however fast or busy the machine is
          return response.newBuilder().headersDelay(10, TimeUnit.MILLISECONDS).build();
        }
      };

  @BeforeEach
  void serve() {
    server.setDispatcher(site);
  }

  private String url() {
    return server.url("/flags").toString();
  }

  private Result compare(String... args) {
    var all = new ArrayList<>(List.of("compare", "-s", url()));
    all.addAll(List.of(args));
    return Result.of(all.toArray(String[]::new));
  }

  /** What depends on times, and how it is aligned, in one form. */
  private static String masked(String text) {
    return text.replaceAll("\\d+\\.\\d+s", "0.00s")
        .replaceAll("\\d+\\.\\d+x", "1.0x")
        .replaceAll("peak \\d+", "peak 1") // a quick server may be done before the last begins
        .replaceAll("[▁▂▃▄▅▆▇█]", "")
        .replaceAll(" +", " ")
        .replaceAll("(?m)^(\\w+ \\d+) \\d+ 0\\.00s", "$1 1 0.00s"); // threads
  }

  @Test
  void runsAllThreeAndSumsThemUp() {
    Result result = compare("b", "-m", "4");

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
    assertEquals(0, result.status(), "errors of flags are its subject");
    assertEquals(3 * 26, site.asked.size(), "the warm-up is not this server's");
  }

  @Test
  void eitherSomethingWaitsOrItSaysThatNothingDoes() {
    server.setDispatcher(new FlagSite("BA"));

    String out = compare("ba", "--strategy=virtual").out();

    String note = "\nThe server responds at once, so concurrency gains little; try -s DELAY.\n";
    assertEquals(!out.contains("at best"), out.contains(note), out);
  }

  /** In a process of its own: here other tests begin and end threads at the same time. */
  @Test
  void countsThePlatformThreadsOfEachStrategy() throws Exception {
    var all = new CyclicBarrier(26); // so that none of them is done before the last begins
    try (var late =
        new RawServer(
            cc ->
                (out, socket) -> {
                  try {
                    all.await(20, TimeUnit.SECONDS);
                  } catch (Exception e) {
                    throw new IOException(e);
                  }
                  return RawServer.flag(FlagSite.GIF).write(out, socket);
                })) {
      Result result =
          new Program(folder)
              .run(
                  "compare",
                  "-s",
                  late.url(),
                  "b",
                  "-m",
                  "26",
                  "--strategy=threadpool",
                  "--strategy=virtual",
                  "--json=-");

      List<Double> threads = numbers(result.out(), "threads");
      assertTrue(threads.getFirst() >= 26, threads.toString());
      assertTrue(threads.getLast() < 13, threads.toString());
    }
  }

  @Test
  void aServerWhoseResponsesAllFailIsNoComparison() throws Exception {
    try (var deaf = new RawServer(cc -> (out, socket) -> false)) {
      Result result = Result.of("compare", "-s", deaf.url(), "ba", "bb", "-m", "2");

      assertEquals(
          """
          URL site: %s
          2 codes from BA to BB, each run: 2 errors

          strategy conns threads elapsed at best speed-up CPU
          sequential 1 1 0.00s - - 0.00s
          threadpool 2 1 0.00s - - 0.00s
          virtual 2 1 0.00s - - 0.00s

          sequential peak 1 after 0.00s
          threadpool peak 1 after 0.00s
          virtual peak 1 after 0.00s

          Nothing was downloaded.
          """
              .formatted(deaf.url()),
          masked(result.out()));
      assertEquals(
          "6 errors: the server closed the connection too early"
              + " (BA, BB; sequential, threadpool, virtual)\n",
          result.err());
      assertEquals(1, result.status());
    }
  }

  @Test
  void aResponseThatIsCutShortMakesNoFigures() throws Exception {
    try (var torn =
        new RawServer(
            cc ->
                RawServer.closing(
                    RawServer.response("HTTP/1.1 200 OK\nContent-Length: 99", FlagSite.GIF)))) {
      Result result = Result.of("compare", "-s", torn.url(), "ba", "--strategy=virtual");

      assertTrue(masked(result.out()).contains("\nvirtual 1 1 0.00s - - 0.00s\n"), result.out());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatStderrIsAlreadyIsKept() throws Exception {
    var program = new Program(folder);
    String flags =
        Program.shellCommand(
            Program.JAVA,
            "compare",
            "-s",
            url(),
            "bx",
            "--strategy=virtual",
            "--json",
            "/dev/stderr");

    Result result = program.run(List.of("/bin/sh", "-c", "echo before >&2; exec " + flags));

    assertTrue(result.err().startsWith("before\n1 error: "), result.err());
    assertTrue(result.err().contains("\n{\n"), result.err());
  }

  @Test
  void aServerWithoutFlagsIsTakenForNone() {
    Result result = compare("br", "--strategy=virtual");

    assertTrue(
        result
            .out()
            .endsWith(
                "\nNone of these flags were found: " + url() + " may not be a flag server.\n"),
        result.out());
    assertEquals(0, result.status());
    assertFalse(compare("xx", "--strategy=virtual").out().contains("Not one"));
  }

  @Test
  void aFolderInTheWayOfAFlagIsNamed() throws IOException {
    Path way = Files.createDirectories(folder.resolve("sequential/BA.gif/x")).getParent();

    Result result = compare("ba", "bb", "--strategy=sequential", "-d", folder.toString());

    String last = result.err().lines().reduce("", (before, line) -> line);
    assertTrue(last.startsWith("*** Error: cannot save '" + way + "': "), result.err());
    assertTrue(last.contains("name another folder with --dest DIR"), result.err());
    assertTrue(masked(result.out()).contains("\nsequential 1 1 0.00s - - 0.00s\n"), result.out());
    assertEquals(1, result.status());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whateverNamesStdoutKeepsTheTableApart() throws Exception {
    var program = new Program(folder);
    for (String json : List.of("-", "/dev/stdout", "/dev/fd/1")) {
      Result result =
          program.run("compare", "-s", url(), "ba", "--strategy=virtual", "--json", json);

      assertTrue(result.out().startsWith("{\n") && result.out().endsWith("}\n"), result.out());
      assertTrue(result.err().contains("\nvirtual "), result.err());
    }
    String flags =
        Program.shellCommand(
            Program.JAVA, "compare", "-s", url(), "ba", "--strategy=virtual", "--chart");
    Result result =
        program.run(List.of("/bin/sh", "-c", flags + " /dev/stdout | cat; exit 0 2>/dev/null"));
    assertTrue(result.out().startsWith("<?xml"), result.out());
  }

  @Test
  void allHaveTheSameConnectionsAndTheOrderRotates() throws IOException {
    Path json = folder.resolve("j.json");

    compare("b", "--runs", "2", "--strategy", "VIRTUAL", "--strategy=threadpool", "--json=" + json);

    List<String> runs =
        Files.readAllLines(json).stream()
            .filter(line -> line.matches("   \"(strategy|connections|order)\": .*"))
            .map(String::strip)
            .toList();
    assertEquals(
        List.of(
            "\"strategy\": \"threadpool\",",
            "\"connections\": 26,",
            "\"order\": 1,",
            "\"strategy\": \"virtual\",",
            "\"connections\": 26,",
            "\"order\": 2,",
            "\"strategy\": \"virtual\",",
            "\"connections\": 26,",
            "\"order\": 3,",
            "\"strategy\": \"threadpool\",",
            "\"connections\": 26,",
            "\"order\": 4,"),
        runs);
  }

  @Test
  void theDataIsComplete() {
    Result result = compare("ba", "bx", "xx", "--strategy", "sequential", "--json", "-");

    String request =
        """
        {
         "code": "%s",
         "outcome": "%s",
         "message": "%s",
         "started": 0.0,
         "first_byte": 0.0,
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
         "format": 2,
         "program": "flags",
         "java": "%s",
         "cores": %d,
         "command": "flags compare -s %s ba bx xx --strategy sequential",
         "server": "URL",
         "base_url": "%2$s",
         "codes": 3,
         "complete": true,
         "runs": [
          {
           "strategy": "sequential",
           "connections": 1,
           "order": 1,
           "failure": null,
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
                request.formatted("BA", "ok", "OK", 200, FlagSite.GIF.length),
                request.formatted("BX", "error", "HTTP error 500 - Server Error", 500, 0),
                request.formatted("XX", "not_found", "not found: " + url() + "/xx/xx.gif", 404, 0)),
        result
            .out()
            .replaceAll("(\"(started|first_byte|ended|elapsed|best|cpu)\": )[0-9.E-]+", "$10.0")
            .replaceAll("\"threads\": \\d+", "\"threads\": 0")
            .replaceAll("\"flags (\\(not packaged\\)|1\\.0\\.0)\"", "\"flags\""));
    assertTrue(result.err().contains("sequential"), "the table is there instead");
  }

  @Test
  void theTimesOfARequestAreInOrderAndWithinTheRun() {
    Result result = compare("b", "--strategy", "threadpool", "--json", "-");

    double elapsed = numbers(result.out(), "elapsed").getFirst();
    List<Double> started = numbers(result.out(), "started");
    List<Double> firstByte = numbers(result.out(), "first_byte");
    List<Double> ended = numbers(result.out(), "ended");
    assertEquals(26, started.size());
    for (int i = 0; i < 26; i++) {
      assertTrue(0 <= started.get(i), "started before the run");
      assertTrue(started.get(i) < firstByte.get(i), "responded before it started");
      assertTrue(firstByte.get(i) <= ended.get(i), "ended before the first byte");
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
  void drawsWhatHappened() throws IOException {
    Path svg = Files.writeString(folder.resolve("t.svg"), "old");

    assertEquals(0, compare("b", "--chart", svg.toString()).status());

    String text = Files.readString(svg);
    assertEquals(3 * 26, text.split("<title>", -1).length - 1);
    assertTrue(text.contains(">flags compare -s " + url() + " b<"), text.substring(0, 1000));
    assertEquals(List.of("t.svg"), files(folder));
  }

  @ParameterizedTest
  @CsvSource({"65536, true", "65537, false"})
  void drawsTheFlagsThatAreNotTooLarge(int size, boolean drawn) throws IOException {
    byte[] gif = Arrays.copyOf(FlagSite.GIF, size);
    gif[size - 1] = ';';
    server.setDispatcher(
        new FlagSite() {
          @Override
          MockResponse response(String cc) {
            return new MockResponse.Builder().body(new Buffer().write(gif)).build();
          }
        });
    Path svg = folder.resolve("t.svg");

    compare("ba", "--strategy=sequential", "--chart", svg.toString());

    String image = "data:image/gif;base64," + Base64.getEncoder().encodeToString(gif);
    assertEquals(drawn, Files.readString(svg).contains(image));
  }

  @Test
  void keepsTheFlagsInAFolderAStrategyIfAskedTo() throws IOException {
    compare("b", "-d", folder.toString());

    assertEquals(List.of("sequential", "threadpool", "virtual"), files(folder));
    for (String strategy : files(folder)) {
      assertEquals(List.of("BA.gif", "BB.gif"), files(folder.resolve(strategy)));
      assertArrayEquals(
          FlagSite.GIF, Files.readAllBytes(folder.resolve(strategy).resolve("BA.gif")));
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void saysWhereOutcomesDiffer() {
    String line = "Outcomes differ between runs.\n";
    assertFalse(compare("b").out().contains(line));
    var turn = new AtomicInteger();
    server.setDispatcher(
        new FlagSite() {
          @Override
          MockResponse response(String cc) {
            return turn.getAndIncrement() == 0 ? status(500) : flag();
          }
        });

    Result result = compare("b");

    assertTrue(result.out().endsWith("\n\n" + line), result.out());
    assertTrue(result.out().contains("  ok  404  err  "), result.out());
  }

  @Test
  void whereTheServerDiesItReportsWhatItSaw() throws Exception {
    var asked = new AtomicInteger();
    try (var dying =
        new RawServer(
            cc ->
                (out, socket) -> {
                  RawServer.flag(FlagSite.GIF).write(out, socket);
                  return asked.incrementAndGet() < 30;
                },
            30)) {
      Result result =
          Result.of(
              "compare", "-s", dying.url(), "b", "--strategy=sequential", "--strategy=threadpool");

      assertTrue(result.out().contains("Outcomes differ between runs.\n"), result.out());
      assertTrue(result.err().matches("(\\d+ errors?: .*; threadpool\\)\n)+"), result.err());
      assertEquals(0, result.status());
    }
  }

  @Test
  void aServerMayLeaveOnceAllIsAnswered() throws Exception {
    try (var leaving = new RawServer(cc -> RawServer.flag(FlagSite.GIF), 26)) {
      Result result = Result.of("compare", "-s", leaving.url(), "b", "--strategy=sequential");

      assertEquals("", result.err());
      assertEquals(0, result.status());
    }
  }

  @Test
  void noConnectionOutlivesItsRun() throws Exception {
    try (var server = new RawServer(cc -> RawServer.flag(FlagSite.GIF))) {
      assertEquals(
          0, Result.of("compare", "-s", server.url(), "ba", "--strategy=sequential").status());

      assertTrue(server.lost.await(20, TimeUnit.SECONDS), "it is kept");
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
        "--chart t.png|2|*** Usage error: --chart FILE must end in .svg (got 't.png')",
        "--chart t.svg --json t.svg|2|*** Usage error: --chart and --json must be two files (got"
            + " 't.svg')",
        "--chart /nowhere/t.svg|1|*** Error: cannot write '/nowhere/t.svg': no such file or folder",
        "--json /nowhere/t|1|*** Error: cannot write '/nowhere/t': no such file or folder",
        "--strategy nope|2|*** Usage error: Invalid value for option '--strategy': 'nope' is not"
            + " one of sequential, threadpool, virtual",
        "--chart=|2|*** Usage error: Invalid value for option '--chart': FILE must not be empty",
        "-v|2|*** Usage error: Unknown option: '-v'",
        "-m 0|2|*** Usage error: --max_req CONCURRENT must be >= 1 (got 0)",
        "a1|2|*** Usage error: each CC argument must be A to Z or AA to ZZ. (got 'a1')",
      })
  void badInputIsToldBeforeTheFirstRequest(String args, int status, String message) {
    Result result = compare(args.split(" "));

    assertEquals(message, result.err().lines().findFirst().orElseThrow());
    if (status == 2) {
      assertTrue(result.err().endsWith("Try 'flags compare --help'.\n"), result.err());
    }
    assertEquals("", result.out());
    assertEquals(status, result.status());
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void theLastOfARepeatedOptionWins() {
    Result result = compare("b", "-m", "9", "--strategy=threadpool", "-m", "3");

    assertTrue(masked(result.out()).contains("\nthreadpool 3 "), result.out() + result.err());
    assertTrue(Result.of("compare", "-h").out().startsWith("usage: flags compare "));
  }

  @Test
  void aLinkIsWrittenThrough() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("t.svg"), file);

    assertEquals(0, compare("ba", "--chart", link.toString()).status());

    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(file).startsWith("<?xml"));
    assertEquals(List.of("file", "t.svg"), files(folder));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsWrittenTo() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    var reader = new FutureTask<>(() -> Files.readString(pipe));
    Thread.ofPlatform().daemon().start(reader);

    compare("ba", "--json", pipe.toString());

    assertTrue(reader.get(20, TimeUnit.SECONDS).startsWith("{\n"), "nothing came");
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  void ofARedirectTheLastAnswerCounts() {
    server.setDispatcher(
        new FlagSite() {
          @Override
          MockResponse response(String cc) {
            return new MockResponse.Builder()
                .code(302)
                .addHeader("Location", cc.equals("BA") ? "http://localhost:1/" : "/flag.gif")
                .build();
          }
        });

    Result result = compare("ba", "bb", "--strategy=sequential", "--json=-");

    assertTrue(result.out().contains("\"first_byte\": null"), result.out());
    assertEquals(List.of(0.0, 400.0), numbers(result.out(), "status"));
    assertEquals(1, result.status(), "every request failed");
  }

  @Test
  void whatAServerSendsDoesNotBreakThePicture() throws Exception {
    Path svg = folder.resolve("t.svg");
    try (var odd = new RawServer(cc -> RawServer.status("500 a\uFFFE<b>&\u0001c"))) {
      Result.of("compare", "-s", odd.url(), "ba", "--chart=" + svg);
    }

    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
  }

  @Test
  void aFolderInTheWayOfTheChartIsTold() throws IOException {
    Path chart = Files.createDirectory(folder.resolve("t.svg"));

    assertEquals(
        "*** Error: cannot write '" + chart + "': it is a folder\n",
        compare("b", "--chart", chart.toString()).err());
    assertEquals(List.of("t.svg"), files(folder));
  }
}
