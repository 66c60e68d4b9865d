package flags.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.Program;
import flags.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortageTest {
  @TempDir private Path folder;

  /** Throws the error in a thread other than the main thread. */
  public static void main(String... args) throws InterruptedException {
    Shortage.handleUncaughtExceptions();
    Error fault =
        switch (args[0]) {
          case "memory" -> new OutOfMemoryError();
          case "class" -> new NoClassDefFoundError("Could not initialize class X");
          case "lambda" -> new BootstrapMethodError("bootstrap method initialization exception");
          case "lock" -> new Error(new IllegalMonitorStateException());
          case "threads" -> new OutOfMemoryError("unable to create native thread: possibly");
          default -> new AssertionError("bug");
        };
    Thread dying =
        new Thread(
            () -> {
              throw fault;
            });
    dying.start();
    dying.join();
    Thread.sleep(60_000); // the program exits first
  }

  @ParameterizedTest
  @CsvSource({
    "memory, *** Error: not enough memory",
    "class, *** Error: not enough memory",
    "lambda, *** Error: not enough memory",
    "lock, *** Error: not enough memory",
    "threads, *** Error: no more threads available",
    "bug, *** Error: internal error: java.lang.AssertionError: bug",
  })
  void exitsWith1AndPrintsOneLineIfAThreadDies(String fault, String line) throws Exception {
    Result child = new Program(folder).run(Program.testCommand(getClass(), fault));

    assertEquals("", child.out());
    assertTrue(child.err().startsWith(line), child.err());
    assertEquals(1, child.err().lines().count(), child.err());
    assertEquals(1, child.status());
  }
}
