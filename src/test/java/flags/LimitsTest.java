package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flags.download.Strategy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
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

/** The program in a child process, short of open files, threads, memory or disk space. */
@Tag("program")
@NeedsUnix
class LimitsTest {
  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void setUp() {
    program = new Program(folder);
  }

  private long countSavedFlags() throws IOException {
    List<String> names = Program.fileNames(folder.resolve("downloaded"));
    assertTrue(names.stream().allMatch(name -> name.matches("[A-Z]{2}\\.gif")), names.toString());
    return names.size();
  }

  @Tag("jar") // with many jars on the class path, the JVM itself has too many files open
  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SEQUENTIAL")
  void reducesTheConnectionsToTheOpenFileLimit(Strategy strategy) throws Exception {
    try (var server = RawServer.flags()) {
      Result result =
          program.runInShell(
              "ulimit -n 64; exec $flags",
              "-e -m 1000 -s " + server.url() + " --strategy " + strategy);

      assertTrue(result.out().contains("676 flags downloaded.\n"), result.out());
      assertEquals(
          "Only 12 connections: this system allows 64 open files (see ulimit -n).\n", result.err());
      assertTrue(result.out().contains("\n12 concurrent connections will be used.\n"));
      assertEquals(676, countSavedFlags());
    }
  }

  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @CsvSource({"'', 57", "compare, 76"}) // which runs the server in a second JVM
  void reservesOpenFilesForAServerOfItsOwn(String subcommand, int connections) throws Exception {
    Result result =
        program.runInShell(
            "ulimit -n 256; exec $flags",
            subcommand + " -e -l 200 -m 200 -s LOCAL --strategy virtual --strategy threadpool");

    assertEquals(
        List.of(
            "Only "
                + connections
                + " connections: this system allows 256 open files (see ulimit -n)."),
        result.err().lines().filter(line -> line.startsWith("Only ")).toList());
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void closesConnectionsAfterRedirectsToManyHosts() throws Exception {
    var others = new ArrayList<RawServer>();
    try (var server =
        new RawServer(
            cc -> {
              RawServer other = others.get(cc.hashCode() % others.size());
              return RawServer.status("302 Found", "Location: " + other.url() + "/" + cc + ".gif");
            })) {
      for (int i = 0; i < 100; i++) {
        others.add(RawServer.flags());
      }
      Result result =
          program.runInShell("ulimit -n 64; exec $flags", "-e -v -l 300 -s " + server.url());

      assertTrue(result.out().contains("300 flags downloaded.\n"), result.out());
    } finally {
      for (RawServer other : others) {
        other.close();
      }
    }
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void staysWithinTheOpenFileLimitDespiteRedirects() throws Exception {
    try (var other = RawServer.flags();
        var server =
            new RawServer(
                cc ->
                    RawServer.status(
                        "302 Found", "Location: " + other.url() + "/" + cc + ".gif"))) {
      Result result =
          program.runInShell(
              "ulimit -n 256; exec $flags",
              "-e -l 400 -m 1000 --strategy threadpool -s " + server.url());

      assertTrue(result.out().contains("400 flags downloaded.\n"), result.out() + result.err());
    }
  }

  @Tag("jar") // with many jars on the class path, the JVM does not even start
  @EnabledOnOs(OS.LINUX)
  @Test
  void failsFastIfTooFewFilesCanBeOpened() throws Exception {
    Result result = program.runInShell("ulimit -n 12; exec $flags", "us -s http://localhost:1");

    result.assertError("this system allows only 12 open files; allow 31 with ulimit -n 31");
  }

  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @CsvSource({"threadpool, 8, 3500000", "virtual, 256, 4800000"})
  void endsWithOneErrorLineIfThreadsRunOut(String strategy, int stack, int limit) throws Exception {
    try (var server = new RawServer(cc -> RawServer.hanging(""))) {
      String flags =
          Program.shellCommand(
              Program.JAVA, "-e -m 676 -s " + server.url() + " --strategy " + strategy);
      String small = Program.SMALL + "-Xss" + stack + "m ";
      String command = "ulimit -v " + limit + "; exec " + flags.replaceFirst(" ", small);
      Result result = program.runInShell(command);

      assertFalse(result.out().contains("downloaded"), result.out());
      assertEquals(
          "*** Error: no more threads available; use fewer connections (-m N) or workers, or raise"
              + " ulimit -u\n",
          result.err());
      assertEquals(1, result.status());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SEQUENTIAL")
  void runs338RequestsAtOnceIn32MiB(Strategy strategy) throws Exception {
    try (var server = RawServer.flags()) {
      Result result =
          program.runWith(
              List.of("-Xmx32m"), // few enough requests for a busy machine to send in time
              "-e -l 338 -m 338 -s " + server.url() + " --strategy " + strategy);

      assertTrue(result.out().contains("338 flags downloaded.\n"), result.out() + result.err());
      assertEquals("", result.err());
    }
  }

  /** A flag of more than 1 MiB is refused before all of it is in memory. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SEQUENTIAL")
  void endlessResponsesTakeLittleMemory(Strategy strategy) throws Exception {
    byte[] piece = new byte[8192];
    try (var server =
        new RawServer(
            cc ->
                (out, socket) -> {
                  RawServer.response("HTTP/1.1 200 OK", "GIF89a").write(out, socket);
                  while (true) {
                    out.write(piece);
                  }
                })) {
      Result result =
          program.runWith(
              List.of("-Xmx64m"), "-e -l 100 -m 20 -s " + server.url() + " --strategy " + strategy);

      assertTrue(result.out().contains("100 errors.\n"), result.out() + result.err());
      assertTrue(
          result.err().startsWith("100 errors: not a flag: larger than 1 MiB ("), result.err());
      assertEquals(0, countSavedFlags());
    }
  }

  @Test // not with virtual threads, which the JVM may have no memory to wake
  void endsWithOneErrorLineIfMemoryRunsOut() throws Exception {
    String most = "HTTP/1.1 200 OK\r\n\r\nGIF89a" + "x".repeat(900_000);
    try (var server = new RawServer(cc -> RawServer.hanging(most))) {
      Result result =
          program.runWith(List.of("-Xmx24m"), "-e -m 40 --strategy threadpool -s " + server.url());

      String line = "\\*{3} Error: internal error: java\\.lang\\.\\w+Error: .*\n";
      assertTrue(result.err().matches("(.*JVM warning.*\n)*" + line), result.err());
      assertEquals(1, result.status());
    }
  }

  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @ValueSource(strings = {"{ $flags; echo $? >status; } | head -1", "$flags 2>&-; echo $? >status"})
  void finishesTheDownloadsIfAnOutputStreamIsClosed(String shellCommand) throws Exception {
    try (var server = RawServer.flags()) {
      Result result =
          program.runInShell(shellCommand, "-v -a --strategy virtual -s " + server.url());

      assertEquals("", result.err());
      assertEquals(194, countSavedFlags());
      assertEquals("0\n", Files.readString(folder.resolve("status")));
    }
  }

  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @ValueSource(strings = {"$flags >/dev/full", "$flags >&-"})
  void savesAllFlagsIfTheReportCannotBeWritten(String shellCommand) throws Exception {
    try (var server = RawServer.flags()) {
      Result result = program.runInShell(shellCommand, "-a --strategy virtual -s " + server.url());

      result.assertError("cannot write to stdout; is the disk full?");
      assertEquals(194, countSavedFlags());
    }
  }

  /** As with a command over ssh, whose reader may have left, too. */
  @Test
  void treatsAClosedSocketLikeAClosedPipe() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/bash")), "needs bash"); // which opens sockets
    try (var server = RawServer.flags();
        var reader = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var closed =
          new FutureTask<Void>(
              () -> {
                reader.accept().close();
                return null;
              });
      Thread.ofVirtual().start(closed);
      String flags = Program.shellCommand(Program.JAVA, "-a -v -s " + server.url());
      String shellCommand =
          "exec 1<>/dev/tcp/127.0.0.1/" + reader.getLocalPort() + "; read -r <&1; exec " + flags;

      Result result = program.run(List.of("/bin/bash", "-c", shellCommand));

      assertEquals("", result.err());
      assertEquals(0, result.status());
    }
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void doesNotServeIfThePortsCannotBePrinted() throws Exception {
    Result result = program.runInShell("$flags >/dev/full", "serve --port 0");

    result.assertError("cannot write to stdout; is the disk full?");
  }

  @ParameterizedTest
  @CsvSource({"tr, TR", "ar, EG", "de, DE", "th, TH"})
  void usesTheSameUrlsAndDigitsInEveryLocale(String language, String country) throws Exception {
    try (var server =
        new RawServer(
            cc ->
                cc.equals("ID")
                    ? RawServer.flag()
                    : RawServer.status("500 Internal Server Error"))) {
      Result result =
          program.runWith(
              List.of(
                  "-Duser.language=" + language,
                  "-Duser.country=" + country,
                  "-Dfile.encoding=UTF-16"),
              "-v id IN --strategy VIRTUAL -s " + server.url());

      assertEquals(
          """
          URL site: %s
          Searching for 2 flags: ID, IN
          2 concurrent connections will be used.
          --------------------
            1 flag downloaded.
            1 error.
          Elapsed time: 0.00s
          """
              .formatted(server.url()),
          result
              .report()
              .replaceAll("I. (OK|error: HTTP error 500 - Internal Server Error)\n", ""));
      assertEquals(List.of("ID", "IN"), server.requestedCodes.stream().sorted().toList());
    }
  }

  @Test
  void twoSimultaneousRunsInOneFolderBothSucceed() throws Exception {
    try (var server = RawServer.flags()) {
      var other = new Program(Files.createDirectory(folder.resolve("other")));
      String words = "-a --strategy virtual -s " + server.url() + " -d";
      String dest = folder.resolve("downloaded").toString();
      Process first = other.start(Program.command(Program.JAVA, words, dest));
      Result second = program.run(words, dest);
      first.waitFor();

      assertTrue(second.out().contains("194 flags downloaded.\n"), second.out());
      assertTrue(other.out().contains("194 flags downloaded.\n"), other.out());
      assertEquals(194, countSavedFlags());
    }
  }
}
