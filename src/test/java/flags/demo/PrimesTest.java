package flags.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which numbers are prime, on how many threads they are checked, and when they are printed. */
class PrimesTest {

  @Test
  void findsPrimesAndRejectsTheirSquares() {
    assertEquals(
        List.of(2L, 3L, 5L, 7L, 11L, 13L, 17L, 19L, 23L, 29L, 31L, 37L, 41L, 43L, 47L),
        LongStream.range(-3, 50).filter(Primes::isPrime).boxed().toList());
    assertEquals(
        List.of(121L, 3333335652092209L, 999999866000004473L),
        LongStream.of(121, 3333335652092209L, 999999866000004473L)
            .filter(n -> !Primes.isPrime(n)) // squares of primes
            .boxed()
            .toList());
  }

  private static void run(Primes primes, String executor, int workers) throws Exception {
    switch (executor) {
      case "sequential" -> primes.sequentially();
      case "platform" -> primes.onPlatformThreads(workers);
      default -> primes.onVirtualThreads(workers);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sequential, 1, in one thread",
    "platform, 1, with 1 platform thread",
    "platform, 3, with 3 platform threads",
    "virtual, 1, with 1 virtual thread at a time",
    "virtual, 3, with 3 virtual threads at a time",
  })
  void usesAllWorkersAtOnceAndPrintsInOrder(String executor, int workers, String description)
      throws Exception {
    var running = new AtomicInteger();
    var peak = new AtomicInteger();
    var allWorkers = new CountDownLatch(workers);
    var tooMany = new CountDownLatch(workers + 1);
    LongPredicate isPrime =
        n -> {
          peak.accumulateAndGet(running.incrementAndGet(), Math::max);
          allWorkers.countDown();
          tooMany.countDown();
          try { // no check ends before all workers are busy
            if (!allWorkers.await(20, TimeUnit.SECONDS)) {
              throw new AssertionError("not all workers are busy");
            }
            tooMany.await(100, TimeUnit.MILLISECONDS); // gives one more check time to start
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          running.decrementAndGet();
          return Primes.isPrime(n);
        };
    var out =
        new OrderedPrintStream(
            """
            Checking 4 numbers %s:
            9999999999999999     0.00s
                           5  P  0.00s
                           4     0.00s
                           2  P  0.00s
            Total time: 0.00s
            """
                .formatted(description));

    run(new Primes(new long[] {9999999999999999L, 5, 4, 2}, isPrime, out), executor, workers);

    assertEquals(String.join("\n", out.expected()) + "\n", out.printed());
    assertEquals(workers, peak.get());
  }

  @ParameterizedTest
  @CsvSource({
    "sequential, 1, in one thread",
    "platform, 2, with 2 platform threads",
    "virtual, 2, with 2 virtual threads at a time",
  })
  void printsEachResultAsSoonAsPossible(String executor, int workers, String description)
      throws Exception {
    var printedLines = new CountDownLatch(3); // the heading and two numbers
    var out =
        new OrderedPrintStream(
            """
            Checking 3 numbers %s:
                           7  P  0.00s
                           6     0.00s
                           5  P  0.00s
            Total time: 0.00s
            """
                .formatted(description)) {
          @Override
          public void println(String line) {
            super.println(line);
            printedLines.countDown();
          }
        };
    LongPredicate isPrime =
        n -> {
          try {
            return n == 5 ? printedLines.await(20, TimeUnit.SECONDS) : n == 7;
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };

    run(new Primes(new long[] {7, 6, 5}, isPrime, out), executor, workers);

    assertEquals(String.join("\n", out.expected()) + "\n", out.printed());
  }
}
