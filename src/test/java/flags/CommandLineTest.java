package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.cli.Commands;
import flags.cli.CompareOptions;
import flags.cli.Options;
import flags.download.Settings;
import flags.download.Strategy;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.ServedFlags;
import flags.server.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParseResult;

/** How the command interprets its arguments, as seen from its requests and messages. */
class CommandLineTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path dest;
  private final FlagDispatcher dispatcher = new FlagDispatcher("US");

  @BeforeEach
  void serve() {
    server.setDispatcher(dispatcher);
  }

  private Result flags(String words) {
    return flagsFrom(server.url("/flags").toString(), words);
  }

  private Result flagsFrom(String url, String words) {
    return Result.of(words + " -s " + url + " -d", dest.toString());
  }

  private static void assertUsageError(String message, Result result) {
    assertEquals("*** Usage error: " + message, result.err().lines().findFirst().orElseThrow());
    assertEquals("", result.out());
    assertEquals(2, result.status());
  }

  @Test
  void usesDefaultsPerStrategyForRunsAndSharedOnesForCompare() throws IOException {
    for (Strategy strategy : Strategy.values()) {
      ParseResult run = Commands.of("x").parseArgs("--strategy", strategy.toString());
      assertSame(Site.LOCAL, Options.settings(run).site());
      assertEquals(strategy.defaultConcurReq, Options.settings(run).concurReq());
    }
    ParseResult compare = Commands.of("compare").parseArgs("compare").subcommand();
    for (Settings compared : CompareOptions.settings(compare).perStrategy()) {
      assertSame(Site.DELAY, compared.site());
      assertEquals(compared.strategy() == Strategy.SEQUENTIAL ? 1 : 30, compared.concurReq());
    }
  }

  /** Does not run the command, which would use port 8000 and the folder of the tests. */
  @Test
  void registersNoSubcommandsWithoutArguments() {
    assertTrue(Commands.of().getSubcommands().isEmpty());
  }

  @Test
  void requestsThe20MostPopulousCountriesByDefault() {
    Result result = flags("");

    assertEquals(
        List.of(
            "BD", "BR", "CD", "CN", "DE", "EG", "ET", "FR", "ID", "IN", "IR", "JP", "MX", "NG",
            "PH", "PK", "RU", "TR", "US", "VN"),
        List.copyOf(dispatcher.requestedCodes));
    assertEquals(
        "Searching for 20 flags: from BD to VN", result.out().lines().skip(1).findFirst().get());
  }

  @ParameterizedTest
  @CsvSource({"10, 'BA, BB, BC, BD, BE, BF, BG, BH, BI, BJ'", "11, from BA to BK"})
  void namesUpToTenCodes(int limit, String named) {
    Result result = flags("b -l " + limit);

    assertEquals(
        "Searching for " + limit + " flags: " + named,
        result.out().lines().skip(1).findFirst().get());
  }

  @Test
  void treatsAllArgumentsAfterTwoDashesAsCodes() {
    String url = server.url("/flags").toString();
    assertEquals(0, Result.of("-s " + url + " -d", dest.toString(), "--", "us").status());
    assertEquals(List.of("US"), List.copyOf(dispatcher.requestedCodes));

    String message = "each CC argument must be A to Z or AA to ZZ. (got '%s')";
    assertUsageError(message.formatted(""), Result.of("--", ""));
    assertUsageError(message.formatted("--ver"), Result.of("-- --ver"));
    assertUsageError(message.formatted("--lim=1"), Result.of("-- --lim=1"));
  }

  @Test
  void doesNotReadArgumentsFromAFile() throws Exception {
    Path file = Files.writeString(dest.resolve("args"), "us");

    assertUsageError(
        "each CC argument must be A to Z or AA to ZZ. (got '@" + file + "')",
        Result.of("", "@" + file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare --json - --strat nope|Invalid value for option '--strategy' (NAME): 'nope' is not one of"
            + " sequential, threadpool, virtual",
        "demo primes --ex=x|Invalid value for option '--executor': 'x' is not one of platform,"
            + " sequential, virtual",
        "--lim 0 -l 1 --m 0|--max_req CONCURRENT must be >= 1 (got 0)",
        "comp us|each CC argument must be A to Z or AA to ZZ. (got 'comp')",
        "--lim 1 -|Unknown option: '--lim'", // picocli cannot handle an abbreviation beside it
      })
  void expandsAbbreviatedOptionsButNotSubcommands(String args, String message) {
    assertUsageError(message, Result.of(args));
  }

  @ParameterizedTest
  @CsvSource({"4294967297", "+26", "00026"})
  void keepsAllCodesIfTheLimitIsHighEnough(String limit) {
    assertTrue(flags("b -l " + limit).out().contains("Searching for 26 flags: from BA to BZ\n"));
  }

  @Test
  void printsTheElapsedTimeOfTheDownloads() throws Exception {
    long start = System.nanoTime();
    Result result;
    try (var slow =
        DemoServer.start(0, ServedFlags.builtIn(), new Behaviour().withDelay(0.15, 0.15))) {
      result = flagsFrom("http://localhost:" + slow.port() + "/flags", "us xx");
    }
    double wall = (System.nanoTime() - start) / 1e9;

    Matcher time = Pattern.compile("\nElapsed time: (\\d+\\.\\d\\d)s\n$").matcher(result.out());
    assertTrue(time.find(), result.out());
    double elapsed = Double.parseDouble(time.group(1));
    assertTrue(0.30 <= elapsed && elapsed <= wall + 0.005, elapsed + " s of " + wall + " s");
  }
}
