package flags;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C and kill, sent to the program in a child process. */
@Tag("program")
@NeedsUnix
class SignalsTest {
  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void setUp() {
    program = new Program(folder);
  }

  /** Starts the program so that SIGINT ends it, even if the tests themselves ignore SIGINT. */
  private Process start(Path java, String words) throws Exception {
    var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    if (new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() != 0) {
      command.clear(); // not GNU env
    }
    command.addAll(Program.command(java, words));
    return program.start(command);
  }

  private static void assertExits(int status, Process process) throws Exception {
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "still running");
    assertEquals(status, process.exitValue());
  }

  private List<String> saved() throws IOException {
    return Program.fileNames(folder.resolve("downloaded"));
  }

  /** Sends two flags at once; the other responses start but do not end. */
  private static RawServer.Response twoFlagsThenHang(String cc, CountDownLatch hanging) {
    return cc.compareTo("BC") < 0
        ? RawServer.flag()
        : (out, socket) -> {
          RawServer.response("HTTP/1.1 200 OK\nContent-Length: 99", FlagDispatcher.GIF)
              .write(out, socket);
          out.flush();
          hanging.countDown();
          Thread.sleep(60_000);
          return false;
        };
  }

  @ParameterizedTest
  @CsvSource({
    "INT,  130, sequential, 1, false",
    "INT,  130, threadpool, 5, false",
    "INT,  130, virtual,    5, false",
    "TERM, 143, sequential, 1, false",
    "TERM, 143, threadpool, 5, false",
    "TERM, 143, virtual,    5, false",
    "INT,  130, threadpool, 5, true",
    "TERM, 143, sequential, 1, true",
  })
  void endsTheRequestsAndPrintsTheReport(
      String signal, int status, String strategy, int concurReq, boolean relaunch)
      throws Exception {
    Path java = relaunch ? Program.oldJava() : Program.JAVA;
    var hanging = new CountDownLatch(concurReq);
    try (var server = new RawServer(cc -> twoFlagsThenHang(cc, hanging))) {
      Process process =
          start(java, "-v -s " + server.url() + " b --strategy " + strategy + " -m " + concurReq);
      assertTrue(hanging.await(30, TimeUnit.SECONDS), program.err());
      program.awaitOutput("BA OK\n", process);
      program.awaitOutput("BB OK\n", process);

      Program.kill(signal, process.pid());

      assertExits(status, process);
    }
    String report = program.out().substring(program.out().indexOf("-----"));
    assertEquals(
        """
        --------------------
          2 flags downloaded.
         24 not finished.
        """,
        report.substring(0, report.indexOf("Elapsed")));
    assertFalse(program.out().contains("error"), program.out());
    assertEquals("", program.err());
    assertEquals(List.of("BA.gif", "BB.gif"), saved());
  }

  @Test
  void reportsTheCompleteRunsAfterCtrlC() throws Exception {
    var hanging = new CountDownLatch(26 + 5);
    try (var server =
        new RawServer(
            cc ->
                (out, socket) -> {
                  hanging.countDown();
                  if (hanging.getCount() >= 5) {
                    return RawServer.flag().write(out, socket);
                  }
                  return RawServer.hanging("").write(out, socket);
                })) {
      String strategies = " --strategy=sequential --strategy=virtual";
      Process process =
          start(
              Program.JAVA,
              "compare b -m 5 --runs=1000 --chart=t.svg -s " + server.url() + strategies);
      assertTrue(hanging.await(30, TimeUnit.SECONDS), program.err());

      Program.kill("INT", process.pid());

      assertExits(130, process);
    }
    assertTrue(program.out().matches("(?s).*\nsequential +1 .*"), program.out());
    assertFalse(program.out().contains("virtual"), program.out());
    assertEquals("Interrupted: only the complete runs are shown.\n", program.err());
    String chart = Files.readString(folder.resolve("t.svg"));
    assertTrue(chart.contains(" (interrupted)<"), chart.substring(0, 1000));
    assertEquals(26, saved().size(), saved().toString());
  }

  private boolean isFolderWithFlags(String name) {
    String[] files = folder.resolve("downloaded").resolve(name).toFile().list();
    return files != null && files.length > 0;
  }

  @Test
  void leavesNothingIfTheWarmUpIsInterrupted() throws Exception {
    Files.createDirectory(folder.resolve("downloaded"));
    try (var server = RawServer.flags()) {
      Process process = start(Program.JAVA, "compare -s " + server.url());
      while (saved().stream().noneMatch(this::isFolderWithFlags)) {
        assertFalse(process.waitFor(1, TimeUnit.MILLISECONDS), program.err());
      }

      Program.kill("INT", process.pid());

      assertExits(130, process);
      assertEquals(
          "Interrupted before the first run was complete; no result was written.\n", program.err());
      assertEquals(List.of(), saved());
    }
  }

  /** Returns whether this is a JVM rather than a process that is about to become one. */
  private static boolean isRunning(ProcessHandle child) {
    return child.info().totalCpuDuration().filter(cpu -> cpu.toMillis() >= 50).isPresent();
  }

  @Test
  void endsTheChildOfDemoThreads() throws Exception {
    Process process = start(Program.JAVA, "demo threads 1");
    Optional<ProcessHandle> child = Optional.empty();
    while (child.isEmpty()) {
      assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), program.err());
      child = process.children().filter(SignalsTest::isRunning).findFirst();
    }
    Program.kill("STOP", child.get().pid()); // so that it does not end by itself

    Program.kill("INT", process.pid());

    assertExits(130, process);
    try {
      child.get().onExit().get(10, TimeUnit.SECONDS);
    } finally {
      child.get().destroyForcibly();
    }
  }

  @Test
  void childExitsIfTheLauncherIsKilled() throws Exception {
    Path java = Program.oldJava();
    var hanging = new CountDownLatch(1);
    try (var server = new RawServer(cc -> twoFlagsThenHang(cc, hanging))) {
      Process process = program.start(Program.command(java, "b -s " + server.url()));
      assertTrue(hanging.await(30, TimeUnit.SECONDS), program.err());
      ProcessHandle child = process.children().findFirst().orElseThrow();

      process.destroyForcibly();

      child.onExit().get(10, TimeUnit.SECONDS); // long before its timeouts
    }
    assertEquals(List.of("BA.gif", "BB.gif"), saved());
  }

  @Test
  void exitsAtOnceIfTheLauncherIsAlreadyDead() throws Exception {
    long other = ProcessHandle.current().pid() + 1; // not its parent

    Result result = program.runWith(List.of("-Dflags.launched=" + other), "serve --port 0");

    assertEquals("", result.err());
    assertEquals(1, result.status());
  }

  /** Starts the program while the JVM shuts down, as after a signal right at startup. */
  static final class StartedDuringShutdown {
    public static void main(String... args) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Main.main(args)));
    }
  }

  @Test
  void exitsQuietlyIfASignalArrivesAtStartup() throws Exception {
    Result result =
        program.run(Program.testCommand(StartedDuringShutdown.class, "serve", "--port", "0"));

    assertEquals("", result.out() + result.err());
    assertEquals(0, result.status());
  }

  @Test
  void sigintEndsServe() throws Exception {
    Process process = start(Program.JAVA, "serve --port 0");
    program.awaitOutput("Press Ctrl-C", process);

    Program.kill("INT", process.pid());

    assertExits(130, process);
    assertEquals("", program.err());
  }

  @Test
  void leavesNoPartialFlagAfterSigkillAndRunsAgain() throws Exception {
    for (int round = 0; round < 5; round++) {
      int requests = 20 + ThreadLocalRandom.current().nextInt(500);
      var requested = new CountDownLatch(requests);
      try (var server =
          new RawServer(
              cc -> {
                requested.countDown();
                return RawServer.flag();
              })) {
        Process process = start(Program.JAVA, "-e --strategy virtual -s " + server.url());
        assertTrue(requested.await(30, TimeUnit.SECONDS), program.err());

        process.destroyForcibly().waitFor();

        for (String name : saved()) {
          if (name.endsWith(".gif")) {
            assertArrayEquals(
                FlagDispatcher.GIF, Files.readAllBytes(folder.resolve("downloaded/" + name)));
          } else {
            assertTrue(name.startsWith(".") && name.endsWith(".part"), name);
          }
        }
      }
    }
    try (var server = RawServer.flags()) {
      Result result = program.run("-e --strategy threadpool -s " + server.url());
      assertTrue(result.out().contains("676 flags downloaded.\n"), result.out());
      assertEquals(0, result.status());
    }
  }
}
