package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.FreePort;
import flags.Program;
import flags.download.Settings;
import flags.download.Strategy;
import flags.process.ShutdownHook;
import flags.server.Behaviour;
import flags.server.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A comparison and the process of its server, which a terminal both signals. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux") // setsid, and its env
class CompareSignalsTest {
  /** Saved by the first run. */
  private static final String FIRST_RUN = "d/US.gif";

  @TempDir private Path folder;
  private int port;
  private Program program;

  /** Compares the strategies for one flag, in the current folder, at the port that is given. */
  public static void main(String... args) throws Exception {
    int port = Integer.parseInt(args[0]);
    Behaviour slow = new Behaviour().withDelay(1, 1);
    var site = new Site("X", "http://localhost:" + port + "/flags", port, slow);
    Path dest = Path.of("d");
    List<Settings> strategies =
        Stream.of(Strategy.values())
            .map(each -> new Settings(false, false, List.of("us"), 1, site, dest, false, each, 1))
            .toList();
    var settings =
        new CompareSettings(strategies, 1, Path.of("new.svg"), false, Path.of("new.json"), "x");
    var shutdownHook = new ShutdownHook();
    shutdownHook.register();
    new Compare(settings, System.out, System.err, shutdownHook).run();
    shutdownHook.finished();
  }

  @BeforeEach
  void setUp() throws Exception {
    port = FreePort.find();
    program = new Program(folder);
  }

  /** Starts a comparison in a process group of its own. */
  private Process start() throws Exception {
    var command = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid"));
    command.addAll(Program.testCommand(getClass(), "" + port));
    return program.start(command);
  }

  private void assertReportsTheCompleteRun(int status, Process process) throws Exception {
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
    assertTrue(program.out().contains("\nsequential "), program.out() + program.err());
    assertFalse(program.out().contains("\nvirtual "), program.out());
    assertTrue(
        program.err().endsWith("\nInterrupted: only the complete runs are shown.\n"),
        program.err());
    assertTrue(Files.readString(folder.resolve("new.json")).contains("\"complete\": false"));
    assertEquals(List.of("US.gif"), Program.fileNames(folder.resolve("d")));
    assertEquals(status, process.exitValue());
    FreePort.awaitRefusal(port);
  }

  @RepeatedTest(3)
  void keepsTheCompleteRunsAfterCtrlC() throws Exception {
    Process process = start();
    program.awaitFile(FIRST_RUN);

    Program.kill("INT", -process.pid());

    assertReportsTheCompleteRun(130, process);
  }

  @Test
  void keepsTheCompleteRunsIfTheTerminalIsClosed() throws Exception {
    Process process = start();
    program.awaitFile(FIRST_RUN);

    Program.kill("HUP", -process.pid());

    assertReportsTheCompleteRun(129, process);
  }

  @Test
  void leavesNoFileAfterCtrlCBeforeTheFirstRun() throws Exception {
    Process process = start();
    program.awaitOutput("starting the built-in server", process);

    Program.kill("INT", -process.pid());

    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
    assertTrue(
        program
            .err()
            .endsWith("\nInterrupted before the first run was complete; no result was written.\n"),
        program.err());
    assertEquals(130, process.exitValue());
    assertEquals(List.of("d", "stderr", "stdout"), Program.fileNames(folder));
    FreePort.awaitRefusal(port);
  }

  @Test
  void leavesNoServerIfItIsKilled() throws Exception {
    Process process = start();
    program.awaitFile(FIRST_RUN);

    process.destroyForcibly();

    FreePort.awaitRefusal(port);
  }
}
