package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flags.download.Strategy;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a child process: exit status, streams, and the relaunch on a newer Java. */
@Tag("program")
class ProgramTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path folder;
  private Program program;
  private String url;

  @BeforeEach
  void start() {
    program = new Program(folder);
    url = server.url("/flags").toString();
    server.setDispatcher(new FlagDispatcher("BA", "BB").with("UK", FlagDispatcher.status(500)));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void savesToDownloadedAndPrintsNoBarToAFile(Strategy strategy) throws Exception {
    Result result = program.run("-s " + url + " b -m 1 --strategy " + strategy);

    assertEquals(Result.of("-s " + url + " b -d", folder.toString()).report(), result.report());
    assertEquals("", result.err());
    assertEquals(0, result.status());
    assertTrue(Files.exists(folder.resolve("downloaded/BA.gif")));
    assertTrue(Files.exists(folder.resolve("downloaded/BB.gif")));
  }

  @Test
  void allUsesTheBuiltInListOfCountries() throws Exception {
    Result result = program.run("-a --strategy virtual -s " + url);

    assertTrue(result.out().contains("Searching for 194 flags: from AD to ZW\n"), result.out());
  }

  @ParameterizedTest
  @CsvSource({
    "sequential, 70, 67",
    "threadpool, 70, 67",
    "virtual,    70, 67",
    "sequential,  0, 77", // a terminal that does not know its width
  })
  @EnabledOnOs(OS.LINUX) // other systems have another script(1)
  void barEndsFullAndOnItsOwnLineInATerminal(String strategy, int columns, int length)
      throws Exception {
    assumeTrue(Program.hasTerminal(), "needs script(1) and a pseudo-terminal");
    String command =
        "stty cols "
            + columns
            + "; "
            + Program.shellCommand(Program.JAVA, "b -s " + url + " --strategy " + strategy);

    Result result = inTerminal(command);

    List<String> lines = List.of(result.out().replace("\r\n", "\n").split("\n"));
    String bar = lines.get(3);
    String last = bar.substring(bar.lastIndexOf('\r') + 1);
    assertTrue(last.contains("100%") && last.contains("26/26"), result.out());
    assertEquals(length, last.length(), last);
    assertEquals("-".repeat(20), lines.get(4));
    assertEquals("  2 flags downloaded.", lines.get(5));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // other systems have another script(1)
  void barsOfComparisonsStartInTheSameColumn() throws Exception {
    assumeTrue(Program.hasTerminal(), "needs script(1) and a pseudo-terminal");

    String out = inTerminal(Program.shellCommand(Program.JAVA, "compare b -s " + url)).out();

    List<String> labels =
        out.lines()
            .flatMap(line -> Stream.of(line.split("\r")))
            .filter(line -> line.contains("100%"))
            .map(line -> line.substring(0, line.indexOf("100%")))
            .toList();
    assertEquals(
        List.of("sequential ", "threadpool ", "virtual    "), labels.stream().distinct().toList());
  }

  private Result inTerminal(String command) throws Exception {
    return program.run(Program.inTerminal(command));
  }

  @Test
  void oldJavaRunsTheProgramOnANewerOne() throws Exception {
    Path oldJava = Program.oldJava();

    Result result = program.run(Program.command(oldJava, "uk b -s " + url));

    assertEquals(Result.of("uk b -s " + url + " -d", folder.toString()).report(), result.report());
    assertEquals("1 error: HTTP error 500 - Server Error (UK)\n", result.err());
    assertEquals(1, result.status());
  }

  @Test
  void relaunchPassesOnTheJavaOptions() throws Exception {
    Path oldJava = Program.oldJava();
    var command = new ArrayList<>(Program.command(oldJava, "-h"));
    command.add(1, "-Dpicocli.usage.width=200");

    Result result = program.run(command);

    assertTrue(result.out().lines().anyMatch(line -> line.length() > 80), result.out());
  }

  @Test
  void oldJavaReportsTheRequiredVersionIfItCannotRelaunch() throws Exception {
    Path oldJava = Program.oldJava();
    var command = new ArrayList<>(Program.command(oldJava, "us"));
    command.add(1, "-Dx=" + "x".repeat(127 * 1024)); // with the script, too long for one argument

    Result result = program.run(command);

    assertTrue(
        result.err().matches("\\*\\*\\* Error: flags needs Java 21 or newer, and this is .*\n"),
        result.err());
    assertEquals(1, result.status());
  }

  @NeedsUnix
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesANameThatTheLocaleCannotEncode(boolean relaunch) throws Exception {
    Path java = relaunch ? Program.oldJava() : Program.JAVA;
    String flags = Program.shellCommand(java, "ba -s " + url + " -d \u00e91");

    Result result = program.runInShell("LC_ALL=C exec " + flags);

    assumeTrue(!result.out().contains("1 flag"), "this system reads all names as UTF-8");
    assertTrue(result.err().startsWith("*** Usage error: "), result.err());
    assertTrue(result.err().contains("LC_ALL"), result.err());
    assertEquals(2, result.status());
    assertEquals(Set.of("stdout", "stderr"), Set.of(folder.toFile().list()));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
  void reportsTheAddressThatDidMoreThanRefuse() throws Exception {
    Path hosts =
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 two.test\n127.0.0.2 two.test\n");
    try (var second = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      var answered =
          new FutureTask<Void>(
              () -> {
                try (Socket socket = second.accept()) {
                  socket.getOutputStream().write("no TLS".getBytes());
                  socket.getInputStream().readNBytes(5);
                }
                return null;
              });
      Thread.ofVirtual().start(answered);
      String server = "https://two.test:" + second.getLocalPort();

      Result result =
          program.runWith(List.of("-Djdk.net.hosts.file=" + hosts), "ba -v -s " + server);

      assertTrue(
          result.out().contains("BA error: cannot connect securely: the server does not speak TLS"),
          result.out());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // which has several loopback addresses, even without IPv6
  void requestsEachFlagOnceFromAHostWithTwoAddresses() throws Exception {
    Function<String, RawServer.Response> responses =
        cc ->
            switch (cc) {
              case "AA" -> (out, socket) -> false;
              case "BB" -> RawServer.closing(RawServer.response("SSH-2.0-OpenSSH_9.2", ""));
              default -> RawServer.flag();
            };
    Path hosts =
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 two.test\n127.0.0.2 two.test\n");
    try (var first = new RawServer(InetAddress.getByName("127.0.0.1"), 0, responses);
        var second = new RawServer(InetAddress.getByName("127.0.0.2"), first.port(), responses)) {
      Result result =
          program.runWith(
              List.of("-Djdk.net.hosts.file=" + hosts),
              "-v aa bb cc -s http://two.test:" + first.port());

      assertTrue(
          result
              .out()
              .contains(
                  """
                  AA error: the server closed the connection too early
                  BB error: not a valid HTTP response: Unexpected status line: SSH-2.0-OpenSSH_9.2
                  CC OK
                  """),
          result.out());
      var asked = new ArrayList<>(first.requestedCodes);
      asked.addAll(second.requestedCodes);
      assertEquals(List.of("AA", "BB", "CC"), asked.stream().sorted().toList());
    }
  }

  private Result runWithProxy(String proxy, String words) throws Exception {
    var builder = Program.builder(Program.command(Program.JAVA, words));
    builder.environment().put("http_proxy", proxy);
    return program.run(builder);
  }

  @Test
  void fallbackServerListensWhereLocalhostResolves() throws Exception {
    assumeTrue(hasIpv6(), "needs IPv6");
    Path hosts = Files.writeString(folder.resolve("hosts"), "::1 localhost\n");

    Result result = program.runWith(List.of("-Djdk.net.hosts.file=" + hosts), "us -s LOCAL");

    assertTrue(result.out().contains("  1 flag downloaded.\n"), result.out() + result.err());
  }

  private static boolean hasIpv6() {
    try (var server = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return server.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void sendsRequestsThroughTheProxyOfTheEnvironment() throws Exception {
    String proxy = "http://me:secret@localhost:" + server.getPort();

    Result result = runWithProxy(proxy, "ba -s http://nowhere.invalid/flags");

    assertTrue(result.out().contains("  1 flag downloaded.\n"), result.out() + result.err());
    RecordedRequest request = server.takeRequest();
    assertEquals("http://nowhere.invalid/flags/ba/ba.gif", request.getTarget());
    assertEquals("Basic bWU6c2VjcmV0", request.getHeaders().get("Proxy-Authorization"));
  }

  @Test
  void reportsAnUnusableProxyOnceAndBypassesItForLocalServers() throws Exception {
    Result result = runWithProxy("ftp://x", "b -s http://nowhere.invalid/");

    assertTrue(result.out().contains(" 26 errors.\n"), result.out());
    assertEquals(
        "26 errors: cannot use the proxy in http_proxy; it must be http://HOST:PORT or"
            + " socks5://HOST:PORT, with USER:PASSWORD@ only for http (BA, BB, BC, BD, BE, ...)\n",
        result.err());
    assertEquals(0, runWithProxy("ftp://x", "ba -s " + url).status());
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void reportsAnInvalidTrustStore(Strategy strategy) throws Exception {
    Path junk = Files.writeString(folder.resolve("junk"), "junk");

    Result result =
        program.runWith(
            List.of("-Djavax.net.ssl.trustStore=" + junk),
            "ba -s https://localhost:1 --strategy " + strategy);

    assertTrue(result.out().contains("  1 error.\n"), result.out());
    String start = "1 error: cannot use the trust store '" + junk + "': ";
    assertTrue(result.err().startsWith(start), result.err());
    assertEquals(1, result.err().lines().count());
    assertEquals(1, result.status());
  }

  @Test
  void reportsAJavaThatLacksAModule() throws Exception {
    Result result =
        program.runWith(
            List.of("--limit-modules", "java.base,java.management,java.logging"), "serve");

    assertTrue(
        result
            .err()
            .startsWith(
                "*** Error: the Java in '"
                    + System.getProperty("java.home")
                    + "' cannot run this program: com/sun/net/httpserver/"),
        result.err());
    assertEquals(1, result.err().lines().count());
    assertEquals(1, result.status());
  }

  @Test
  void allReadsTheListInTheCurrentFolder() throws Exception {
    Files.writeString(folder.resolve("country_codes.txt"), "zw ad\n");

    assertTrue(program.run("-a -s " + url).out().contains("\nSearching for 2 flags: AD, ZW\n"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesANameThatIsNotValidUtf8() throws Exception {
    Result result =
        program.runInShell(
            "LC_ALL=C.UTF-8 exec $flags \"$(printf 'a\\377')\"", "ba -s " + url + " -d");

    assertTrue(result.err().startsWith("*** Usage error: Invalid value for option"), result.err());
    assertEquals(2, result.status());
    assertEquals(Set.of("stdout", "stderr"), Set.of(folder.toFile().list()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa", "ne", "th-TH-u-nu-thai"})
  @EnabledOnOs(OS.LINUX)
  void barUsesTheDigitsOfTheReportInEveryLanguage(String language) throws Exception {
    assumeTrue(Program.hasTerminal(), "needs script(1) and a pseudo-terminal");
    String command =
        Program.shellCommand(Program.JAVA, "b -s " + url)
            .replaceFirst(" ", " -Duser.language=" + language.split("-")[0] + " ");

    String out = inTerminal(command).out();

    assertTrue(out.contains("26/26 (0:00:0"), out);
  }

  @Test
  void theLauncherLoadsOnJava8() throws IOException {
    try (var classFile =
        new DataInputStream(flags.launch.Launcher.class.getResourceAsStream("Launcher.class"))) {
      classFile.readInt();
      classFile.readUnsignedShort();
      assertEquals(52, classFile.readUnsignedShort());
    }
  }
}
