package flags.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import flags.Program;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A run that does not end after Ctrl-C; those of {@code SignalsTest} all end in time. */
class ShutdownHookTest {

  @Test
  @Timeout(60)
  @EnabledOnOs(OS.LINUX) // whose env can undo an ignored SIGINT
  void exitsAfterAWhileIfTheRunDoesNotEnd() throws Exception {
    List<String> command = Program.testCommand(UnstoppableRun.class);
    command.addAll(0, List.of("env", "--default-signal=INT"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      assertEquals("running", lines.readLine());
      Program.kill("INT", process.pid());
      assertEquals("cancelled", lines.readLine());

      Program.kill("INT", process.pid()); // has no effect

      assertEquals(130, process.waitFor());
      assertNull(lines.readLine());
    } finally {
      process.destroyForcibly();
    }
  }

  /** A run that does not end. */
  static final class UnstoppableRun {
    public static void main(String... args) throws InterruptedException {
      var shutdownHook = new ShutdownHook();
      shutdownHook.onShutdown(() -> System.out.println("cancelled"));
      shutdownHook.register();
      System.out.println("running");
      new CountDownLatch(1).await();
    }
  }
}
