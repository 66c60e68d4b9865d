package flags.download;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.FreePort;
import flags.Program;
import flags.process.ShutdownHook;
import flags.server.Behaviour;
import flags.server.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runs at once, of which the first one's server serves both until that run ends. */
class TakeoverTest {
  private static final Behaviour SLOW = new Behaviour().withDelay(0.2, 0.2);

  @TempDir private Path folder;

  /**
   * Downloads flags from a server that the run may have to start.
   *
   * @param args the port, the folder, the country codes, and "wait" to end only after stdin
   */
  public static void main(String... args) throws Exception {
    int port = Integer.parseInt(args[0]);
    var site = new Site("X", "http://localhost:" + port + "/flags", port, SLOW);
    var shutdownHook = new ShutdownHook();
    shutdownHook.register();
    FlagsCommon.downloadFlags(
        new Settings(
            false,
            false,
            List.of(args[2].split(" ")),
            99,
            site,
            Path.of(args[1]),
            false,
            Strategy.SEQUENTIAL,
            1),
        new FlagsSequential(),
        total ->
            args.length > 3 ? TakeoverTest::waitForStdin : FlagsCommon.bar("", total, System.err),
        System.out,
        System.err,
        shutdownHook);
    shutdownHook.finished();
  }

  private static void waitForStdin(String cc, flags.download.Outcome outcome) {
    try {
      System.in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ends", "is interrupted", "is killed"})
  void theSecondRunDownloadsAllItsFlagsIfTheFirst(String end) throws Exception {
    int port = FreePort.find();
    List<String> command = Program.testCommand(getClass(), "" + port, "first", "us", "wait");
    Process first = Program.builder(command).directory(folder.toFile()).start();
    try {
      awaitFile(folder.resolve("first/US.gif"));
      var program = new Program(folder);
      command = Program.testCommand(getClass(), "" + port, "second", "br cn eg fr ir jp ng us vn");
      if (Program.hasTerminal()) {
        command = Program.inTerminal("'" + String.join("' '", command) + "'");
      }
      Process second = program.start(command);
      awaitFile(folder.resolve("second/BR.gif"));

      switch (end) {
        case "ends" -> first.getOutputStream().close();
        case "is interrupted" -> first.destroy();
        default -> first.destroyForcibly();
      }

      assertTrue(second.waitFor(60, TimeUnit.SECONDS), "still running");
      List<String> lines = new ArrayList<>((program.out() + program.err()).lines().toList());
      assertTrue(lines.contains("  9 flags downloaded."), lines.toString());
      assertTrue(lines.contains(new Site("", "", port, SLOW).starting()), lines.toString());
    } finally {
      first.destroyForcibly();
    }
  }

  private static void awaitFile(Path file) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file)) {
      assertTrue(System.nanoTime() < deadline, file + " was not saved");
      Thread.sleep(10);
    }
  }
}
