package flags;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.download.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole command, against a real server. */
@Tag("program")
class FlagsTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path dest;

  private String url() {
    return server.url("/flags").toString();
  }

  private Result flags(String words) {
    return Result.of(words + " -s " + url() + " -d", dest.toString());
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void reportsDownloadedAndMissingFlags(Strategy strategy) throws IOException {
    server.setDispatcher(new FlagDispatcher("BA", "BB"));

    Result result = flags("b -m 1 --strategy " + strategy);

    assertEquals(
        """
        URL site: %s
        Searching for 26 flags: from BA to BZ
        1 connection will be used.
        --------------------
          2 flags downloaded.
         24 not found.
        Elapsed time: 0.00s
        """
            .formatted(url()),
        result.report());
    assertEquals("", result.err());
    assertEquals(0, result.status());
    assertEquals(List.of("BA.gif", "BB.gif"), Program.fileNames(dest));
    assertArrayEquals(FlagDispatcher.GIF, Files.readAllBytes(dest.resolve("BA.gif")));
  }

  @Test
  void hintsThatTheSiteMayNotBeAFlagServer() {
    server.setDispatcher(new FlagDispatcher());
    String hint = "None of these flags were found: %s may not be a flag server.\n";

    assertEquals(hint.formatted(url()), flags("us xx").err());
    assertEquals("", flags("xx zz").err(), "no hint for codes without a country");
    server.setDispatcher(new FlagDispatcher("FR"));
    assertEquals("", flags("us fr").err());
  }

  @Test
  void verbosePrintsALineForEachFlag() {
    MockResponse down =
        new MockResponse.Builder().status("HTTP/1.1 503 Service Unavailable").build();
    server.setDispatcher(new FlagDispatcher("AD", "AE").with("AF", down));

    Result result = flags("-v -a -l4");

    assertEquals(
        """
        URL site: %1$s
        Searching for 4 flags: AD, AE, AF, AG
        1 connection will be used.
        AD OK
        AE OK
        AF error: HTTP error 503 - Service Unavailable
        AG not found: %1$s/ag/ag.gif
        --------------------
          2 flags downloaded.
          1 not found.
          1 error.
        Elapsed time: 0.00s
        """
            .formatted(url()),
        result.report());
    assertEquals("", result.err());
  }

  @ParameterizedTest
  @CsvSource({
    "sequential, 1 connection will be used.",
    "threadpool, 30 concurrent connections will be used.",
    "virtual, 5 concurrent connections will be used.",
    "threadpool -m 7, 7 concurrent connections will be used.",
    "virtual -m 200, 52 concurrent connections will be used.",
    "virtual -m 99999999999999999999, 52 concurrent connections will be used.",
    "virtual -m 1, 1 connection will be used.",
  })
  void usesTheMinimumOfRequestedAllowedAndNeededConnections(String strategy, String line) {
    server.setDispatcher(new FlagDispatcher());

    assertEquals(line, flags("b c --strategy " + strategy).out().lines().toList().get(2));
  }

  @Test
  void reportsThatTheStrategyReducesTheConnections() {
    server.setDispatcher(new FlagDispatcher("US"));

    Result result = flags("us -m 5");

    assertEquals(
        "-m is reduced to 1, the maximum of --strategy sequential; for more, add --strategy"
            + " threadpool or --strategy virtual.\n",
        result.err());
    assertEquals(
        "-m is reduced to 1000, the maximum of --strategy virtual.\n",
        flags("us -m 1001 --strategy VIRTUAL").err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--max_req=2", "--max-req=2", "--max=2", "--m=2", "-m=2", "-m2"})
  void acceptsOptionsInSeveralForms(String option) {
    server.setDispatcher(new FlagDispatcher());

    Result result = flags("b --strat threadpool " + option);

    assertEquals("2 concurrent connections will be used.", result.out().lines().toList().get(2));
  }

  @Test
  void usesTheLastValueOfARepeatedOption() {
    server.setDispatcher(new FlagDispatcher());

    Result result = flags("-v -l 9 -v -l 1 b");

    assertTrue(result.out().contains("Searching for 1 flag: BA\n"), result.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a1|each CC argument must be A to Z or AA to ZZ. (got 'a1')",
        "../x|each CC argument must be A to Z or AA to ZZ. (got '../x')",
        "1|each CC argument must be A to Z or AA to ZZ. (got '1')",
        "ABC|each CC argument must be A to Z or AA to ZZ. (got 'ABC')",
        "ß|each CC argument must be A to Z or AA to ZZ. (got 'ß')",
        "ıd|each CC argument must be A to Z or AA to ZZ. (got 'ıd')",
        "-m 0|--max_req CONCURRENT must be >= 1 (got 0)",
        "-m 0 -l 0 a1|--max_req CONCURRENT must be >= 1 (got 0)",
        "-l 0 a1|--limit N must be >= 1 (got 0)",
        "-l -1|--limit N must be >= 1 (got -1)",
        "-l x|Invalid value for option '--limit': 'x' is not a whole number",
        "-m ٣|Invalid value for option '--max_req': '٣' is not a whole number",
        "-m|Missing required parameter for option '--max_req' (CONCURRENT)",
        "--nope|Unknown option: '--nope'",
        "-|each CC argument must be A to Z or AA to ZZ. (got '-')",
        "--=2|Unknown option: '--=2'",
        "-=2|Unknown option: '-=2'",
        "-d= us|Invalid value for option '--dest': DIR must not be empty",
        "--ver|ambiguous option: --ver could match --verbose, --version",
        "-s nope|--server LABEL must be one of DELAY, ERROR, LOCAL, REMOTE, or an http:// or"
            + " https:// URL (got 'nope')",
        "-l=-4294967295|--limit N must be >= 1 (got -2147483648)",
        "-l=|Invalid value for option '--limit': '' is not a whole number",
        "--strategy=nope|Invalid value for option '--strategy': 'nope' is not one of sequential,"
            + " threadpool, virtual",
        "-s http://user:secret@h/|--server URL must not hold a user name or password",
      })
  void printsAUsageErrorAsOneLineAndTheUsage(String args, String message) {
    Result result = Result.of(args);

    assertEquals(
        """
        *** Usage error: %s
        usage: flags [-aehvV] [-l N] [-m CONCURRENT] [-s LABEL|URL]
                     [--strategy NAME] [-d DIR] [CC...]
               flags compare|demo|serve|generate-completion [OPTIONS]
        Try 'flags --help'.
        """
            .formatted(message),
        result.err());
    assertEquals("", result.out());
    assertEquals(2, result.status());
  }

  @Test
  void refusesAFolderThatTheSystemCannotName() {
    Result result = Result.of("-d", "a\0b", "us");

    String start =
        "*** Usage error: Invalid value for option '--dest': 'a b' cannot be the name of";
    assertTrue(result.err().startsWith(start + " a folder: "), result.err());
    assertEquals(2, result.status());
  }

  @Test
  void sanitizesAndTruncatesAUsageError() {
    Result result = Result.of("\u001b[31mred\n" + "x".repeat(1000));

    String line = result.err().lines().findFirst().orElseThrow();
    assertTrue(line.matches("\\p{Print}{100,250}"), line);
  }

  @Test
  void helpUsesTheWordingOfTheOriginal() {
    Result result = Result.of("-h");

    for (String words :
        List.of(
            "Download flags for country codes. Default: top 20 countries by population.",
            "country code or 1st letter (eg. B for BA...BZ)",
            "get all available flags (AD to ZW)",
            "get flags for every possible code (AA...ZZ)",
            "limit to N first codes",
            "maximum concurrent requests",
            "Server to hit; one of DELAY, ERROR, LOCAL, REMOTE",
            "output detailed progress info",
            "\n  compare ",
            "\n  demo ",
            "\n  serve ")) {
      assertTrue(result.out().contains(words), words);
    }
    assertEquals(0, result.status());
  }

  @Test
  void versionNamesTheProgramAndJava() {
    assertEquals(
        "flags (not packaged)\nJava %s (%s) in %s\n"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")),
        Result.of("-V").out().replaceFirst("^flags 1\\.0\\.0\n", "flags (not packaged)\n"));
  }
}
