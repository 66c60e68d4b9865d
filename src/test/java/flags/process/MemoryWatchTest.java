package flags.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {

  /** Has no memory left, and nobody who would tell: first for a moment, then for good. */
  public static void main(String... args) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(new Thread()); // as the program does: halt() needs that, too
    Thread.setDefaultUncaughtExceptionHandler(new LastResort("no memory"));
    Thread.ofPlatform().daemon().start(new MemoryWatch());
    hoard(100);
    System.out.println("got over it");
    hoard(20_000);
  }

  /** Takes all memory there is and, as the JVM with its virtual threads, asks for more. */
  private static void hoard(long millis) throws InterruptedException {
    var hoard = new ArrayList<byte[]>();
    hoard.ensureCapacity(10_000);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    do {
      for (int size = 1 << 20; size > 4096; ) {
        try {
          hoard.add(new byte[size]);
        } catch (OutOfMemoryError e) {
          size /= 2;
        }
      }
      Thread.sleep(50);
    } while (System.nanoTime() < end);
    hoard.clear();
  }

  @Test
  void memoryThatIsShortForLongEndsTheProgramWithALine() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryWatchTest.class.getName())
            .start();

    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals("got over it" + System.lineSeparator(), out);
    assertEquals("*** Error: no memory" + System.lineSeparator(), err);
    assertEquals(1, process.waitFor());
  }
}
