package flags.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the tests of the signals do not show, as there each run ends in time. */
class ShutdownHookTest {

  @Test
  @Timeout(60)
  @EnabledOnOs(OS.LINUX) // env can start it so that it can be interrupted
  void theSecondCtrlCDoesNotWaitForTheRunToEnd() throws Exception {
    Process process =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stubborn.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      assertEquals("running", lines.readLine());
      interrupt(process);
      assertEquals("ending", lines.readLine());

      interrupt(process);

      assertEquals(130, process.waitFor());
      assertNull(lines.readLine());
    } finally {
      process.destroyForcibly();
    }
  }

  private static void interrupt(Process process) throws Exception {
    String kill = "kill -INT " + process.pid(); // the shell's own
    assertEquals(0, new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor());
  }

  /** A run that cannot be ended. */
  static final class Stubborn {
    public static void main(String... args) throws InterruptedException {
      var shutdownHook = new ShutdownHook();
      var never = new CountDownLatch(1);
      shutdownHook.onShutdown(
          () -> {
            System.out.println("ending");
            try {
              never.await();
            } catch (InterruptedException e) {
              System.out.println("interrupted");
            }
          });
      Runtime.getRuntime().addShutdownHook(shutdownHook);
      System.out.println("running");
      never.await();
    }
  }
}
