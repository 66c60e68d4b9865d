package flags.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {

  /** Has no memory left, and nobody who would tell: first for a moment, then for good. */
  public static void main(String... args) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread()); // as the program has one, see LastResort
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
    ChildJvm child = ChildJvm.run(List.of("-Xmx32m"), MemoryWatchTest.class);

    assertEquals("got over it" + System.lineSeparator(), child.out());
    assertEquals("*** Error: no memory" + System.lineSeparator(), child.err());
    assertEquals(1, child.status());
  }
}
