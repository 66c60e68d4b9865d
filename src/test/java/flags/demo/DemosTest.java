package flags.demo;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.FlagDispatcher;
import flags.Flags;
import flags.NeedsUnix;
import flags.Printed;
import flags.Program;
import flags.Result;
import flags.cli.Commands;
import flags.process.ShutdownHook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chapter's other programs, as subcommands of {@code flags demo}. */
class DemosTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path dest;

  /** Sends the flags one by one, once all five are scheduled. */
  private static final class OrderedResponses {
    private final CountDownLatch scheduled = new CountDownLatch(1);
    private final List<String> order = List.of("ID", "BR", "IN", "CN", "US");
    private final List<CountDownLatch> completed =
        order.stream().map(cc -> new CountDownLatch(1)).toList();
    private final Printed out =
        new Printed() {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.startsWith("Scheduled for US")) {
              scheduled.countDown();
            }
            if (line.matches("[A-Z]{2}: .*")) {
              completed.get(order.indexOf(line.substring(0, 2))).countDown();
            }
          }
        };

    MockResponse to(String cc) throws InterruptedException {
      int before = order.indexOf(cc) - 1;
      CountDownLatch turn = before < 0 ? scheduled : completed.get(before);
      assertTrue(turn.await(20, TimeUnit.SECONDS), cc);
      return cc.equals("US") ? FlagDispatcher.status(418) : FlagDispatcher.flag();
    }
  }

  @Test
  void futuresPrintsEachFutureWhenScheduledAndWhenCompleted() throws Exception {
    var responses = new OrderedResponses();
    server.setDispatcher(new FlagDispatcher(responses::to));
    String url = server.url("/flags").toString();

    int status =
        new Flags(responses.out, System.err)
            .execute(Program.args("demo futures -s " + url + " -d", dest.toString()));

    assertEquals(
        """
        URL site: %s
        Searching for 5 flags: BR, CN, ID, IN, US
        3 concurrent connections will be used.
        Scheduled for BR: Future state=RUNNING (running)
        Scheduled for CN: Future state=RUNNING (running)
        Scheduled for ID: Future state=RUNNING (running)
        Scheduled for IN: Future state=RUNNING (pending)
        Scheduled for US: Future state=RUNNING (pending)
        ID: Future state=SUCCESS result: 'OK'
        BR: Future state=SUCCESS result: 'OK'
        IN: Future state=SUCCESS result: 'OK'
        CN: Future state=SUCCESS result: 'OK'
        US: Future state=SUCCESS result: 'error: HTTP error 418 - Client Error'
        --------------------
          4 flags downloaded.
          1 error.
        Elapsed time: 0.00s
        """
            .formatted(url),
        new Result(status, responses.out.text(), "").report());
    assertEquals(1, status);
    assertArrayEquals(FlagDispatcher.GIF, Files.readAllBytes(dest.resolve("BR.gif")));
  }

  @Test
  @Tag("program")
  void futuresSavesToTheDefaultFolder() throws Exception {
    server.setDispatcher(new FlagDispatcher("BR", "CN", "ID", "IN", "US"));

    Result result = new Program(dest).run("demo futures -s " + server.url("/flags"));

    assertEquals(0, result.status(), result.err());
    assertArrayEquals(FlagDispatcher.GIF, Files.readAllBytes(dest.resolve("downloaded/BR.gif")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '0 10 20 30 40'",
    "--reverse, '40 30 20 10 0'",
    "--as-completed, '0 10 20 30 40'",
    "--reverse --as-completed, '40 30 20 10 0'"
  })
  void mapPrintsTheResultsInTheOrderOfSubmission(String options, String results) throws Exception {
    var out = new Printed();
    var slept = new ConcurrentLinkedQueue<Integer>();
    String[] args = Program.args("demo map " + options);

    int status =
        new Demos(out, System.err, new ShutdownHook(), slept::add)
            .run(Commands.of(args).parseArgs(args).subcommand());

    String text = out.text();
    String[] sections = text.split("(?=\\[[0-9:]{8}\\] Script starting)");
    assertEquals(
        results,
        Pattern.compile("result \\d: (\\d+)")
            .matcher(sections[0])
            .results()
            .map(result -> result.group(1))
            .collect(joining(" ")));
    assertEquals(options.contains("--as-completed") ? 2 : 1, sections.length, text);
    assertEquals(
        sections.length, text.split("(?m)^$").length, "a blank line between them: " + text);
    assertEquals(sections.length, text.split("Script starting(, as completed)?\\.").length - 1);
    assertEquals(5 * sections.length, slept.size());
    assertEquals(0, status);
  }

  private static final String PRIMES =
      """
      9999999999999999 0.00s
      9999999999999917  P 0.00s
      7777777777777777 0.00s
      7777777777777753  P 0.00s
      7777777536340681 0.00s
      6666667141414921 0.00s
      6666666666666719  P 0.00s
      6666666666666666 0.00s
      5555555555555555 0.00s
      5555555555555503  P 0.00s
      5555553133149889 0.00s
      4444444488888889 0.00s
      4444444444444444 0.00s
      4444444444444423  P 0.00s
      3333335652092209 0.00s
      3333333333333333 0.00s
      3333333333333301  P 0.00s
       299593572317531  P 0.00s
       142702110479723  P 0.00s
                     2  P 0.00s
      Total time: 0.00s
      """;

  @Test
  @Tag("program")
  void primesUsesNoMoreWorkersThanNumbers() {
    Result result = Result.of("demo primes 10000000");

    assertEquals(
        "Checking 20 numbers with 20 platform threads:\n" + PRIMES,
        result.out().replaceAll(" +\\d+\\.\\d+s", " 0.00s"));
    assertEquals("Only 20 workers: there are no more numbers to check.\n", result.err());
    assertEquals(0, result.status());
  }

  /** Returns what {@code demo primes} prints before the first result, and stops it there. */
  private static String primesHeading(String args) {
    var out =
        new Printed() {
          @Override
          public void println(String line) {
            super.println(line);
            throw new IllegalStateException("enough");
          }
        };
    var err = new Printed();
    new Flags(out, err).execute(Program.args("demo primes " + args));
    return err.text().replaceAll("\\*{3} Error: .*enough\n", "") + out.text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--executor sequential|in one thread",
        "1 --executor Sequential|in one thread",
        "1|with 1 platform thread",
        "20|with 20 platform threads",
        "2 --executor virtual|with 2 virtual threads at a time",
      })
  void primesUsesTheGivenExecutorAndWorkersWithoutANote(String args, String description) {
    assertEquals("Checking 20 numbers " + description + ":\n", primesHeading(args));
  }

  @Test
  void primesUsesOneThreadPerProcessorByDefault() {
    int processors = Math.min(20, Runtime.getRuntime().availableProcessors());

    assertEquals(primesHeading(Integer.toString(processors)), primesHeading(""));
  }

  @Test
  void primesUsesOnlyOneWorkerSequentially() {
    assertEquals(
        """
        Only 1 worker: sequential has no more.
        Checking 20 numbers in one thread:
        """,
        primesHeading("2 --executor sequential"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "primes 0|primes|WORKERS must be >= 1 (got 0)",
        "primes -- -1|primes|WORKERS must be >= 1 (got -1)",
        "primes x|primes|Invalid value for positional parameter at index 0 (WORKERS): 'x' is not a"
            + " whole number",
        "primes 1 2|primes|unexpected argument: '2'",
        "primes --executor Fast|primes|Invalid value for option '--executor': 'Fast' is not one of"
            + " platform, sequential, virtual",
        "futures -s ftp://x|futures|--server LABEL must be one of DELAY, ERROR, LOCAL, REMOTE, or"
            + " an http:// or https:// URL (got 'ftp://x')",
        "map 3|map|unexpected argument: '3'",
        "threads 10001|threads|TASKS must be from 1 to 10000 for platform (got 10001); try"
            + " --executor virtual",
        "threads --executor virtual 100001|threads|TASKS must be from 1 to 100000 for virtual (got"
            + " 100001)",
        "threads 0|threads|TASKS must be from 1 to 10000 for platform (got 0)",
        "threads --executor x|threads|Invalid value for option '--executor': 'x' is not one of"
            + " platform, virtual",
      })
  void usageErrorNamesTheCommand(String args, String demo, String message) {
    Result result = Result.of("demo " + args);

    List<String> lines = result.err().lines().toList();
    assertEquals("*** Usage error: " + message, lines.getFirst());
    assertEquals("Try 'flags demo " + demo + " --help'.", lines.getLast());
    assertEquals("", result.out());
    assertEquals(2, result.status());
  }

  @Test
  void listsTheDemosIfNoneIsNamed() {
    Result result = Result.of("demo");

    assertEquals(
        """
        *** Usage error: name a demo: futures, map, primes or threads
        usage: flags demo futures|map|primes|threads [OPTIONS]
        Try 'flags demo --help'.
        """,
        result.err());
    assertEquals(2, result.status());
  }

  @ParameterizedTest
  @CsvSource({"platform, 50", "virtual, 0"})
  void threadsRunsAllTasksAtOnce(String executor, int minAdded) throws Exception {
    Result result = new Program(dest).run("demo threads 50 --executor " + executor);

    assertEquals(
        """
        50 tasks, %s threads:
          the last task started after 0.00 s
          most tasks asleep at once  50
          platform threads added     N
          processor time             0.00 s
        %s  elapsed                    0.00 s; at best 1 s
        """
            .formatted(
                executor, OS.LINUX.isCurrentOs() ? "  memory added               N MiB\n" : ""),
        result
            .out()
            .replaceAll("\\d+\\.\\d\\d s", "0.00 s")
            .replaceAll("\\d+ MiB", "N MiB")
            .replaceAll("(?m)(threads added +)\\d+$", "$1N"));
    int added = Integer.parseInt(result.out().replaceAll("(?s).*threads added +(\\d+).*", "$1"));
    assertTrue(added >= minAdded && added < minAdded + 25, result.out());
    assertEquals("", result.err());
    assertEquals(0, result.status());
  }

  @NeedsUnix
  @Test
  void threadsRunsBothKindsAndReportsAShortage() throws Exception {
    String flags = Program.shellCommand(Program.JAVA, "demo threads 40 --executor=platform");
    String command =
        "ulimit -v 6000000; exec " + flags.replaceFirst(" ", Program.SMALL + "-Xss256m ");

    Result result = new Program(dest).runInShell(command);

    assertTrue(
        result.out().contains("\n  only ")
            && result.out().contains(" could be started: see ulimit"),
        result.out() + result.err());
    assertEquals(0, result.status());
    String both = new Program(dest).run("demo threads 2").out();
    assertTrue(both.matches("(?s)2 tasks, platform .*\n2 tasks, virtual .*"), both);
  }
}
