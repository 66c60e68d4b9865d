package flags.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  @Test
  void whatBeginsAfterwardsIsEndedAtOnce() {
    var interruption = new Interruption();
    var first = new AtomicInteger();
    var second = new AtomicInteger();
    interruption.watch(
        () -> {
          first.incrementAndGet();
          interruption.finished();
        });
    assertEquals(0, first.get());

    interruption.run();
    interruption.watch(second::incrementAndGet);

    assertEquals(1, first.get());
    assertEquals(1, second.get());
  }

  @Test
  void afterTheEndNothingIsInterrupted() {
    var interruption = new Interruption();
    var interrupted = new AtomicInteger();
    interruption.watch(interrupted::incrementAndGet);
    interruption.finished();

    interruption.run();

    assertEquals(0, interrupted.get());
  }
}
