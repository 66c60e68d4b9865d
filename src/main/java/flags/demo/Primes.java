package flags.demo;

import flags.messages.Plural;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongPredicate;

/**
 * Look at the total time: threads spread CPU-bound work over the processors, for which Python needs
 * processes, but more threads than processors, or virtual threads, gain nothing; {@code primes.py}
 * and {@code proc_pool.py}.
 */
public final class Primes {
  /** The numbers of the original, largest first. */
  static final long[] NUMBERS = {
    9999999999999999L, 9999999999999917L, 7777777777777777L, 7777777777777753L,
    7777777536340681L, 6666667141414921L, 6666666666666719L, 6666666666666666L,
    5555555555555555L, 5555555555555503L, 5555553133149889L, 4444444488888889L,
    4444444444444444L, 4444444444444423L, 3333335652092209L, 3333333333333333L,
    3333333333333301L, 299593572317531L, 142702110479723L, 2L
  };

  /** More workers than this have nothing to do. */
  public static final int MAX_WORKERS = NUMBERS.length;

  private final long[] numbers;
  private final LongPredicate isPrime;
  private final PrintStream out;

  public Primes(PrintStream out) {
    this(NUMBERS, Primes::isPrime, out);
  }

  Primes(long[] numbers, LongPredicate isPrime, PrintStream out) {
    this.numbers = numbers;
    this.isPrime = isPrime;
    this.out = out;
  }

  /** Checks all numbers in the calling thread. */
  public void sequentially() {
    report("in one thread");
    long start = System.nanoTime();
    for (long n : numbers) {
      out.println(check(n));
    }
    reportTotal(start);
  }

  /** Checks the numbers in a pool of platform threads. */
  public void onPlatformThreads(int workers) throws InterruptedException, ExecutionException {
    report("with " + Plural.of(workers, "platform thread"));
    submitAndShow(Executors.newFixedThreadPool(workers), workers);
  }

  /**
   * Checks each number in its own virtual thread, with at most {@code workers} of them computing at
   * the same time.
   */
  public void onVirtualThreads(int workers) throws InterruptedException, ExecutionException {
    report("with " + Plural.of(workers, "virtual thread") + " at a time");
    submitAndShow(Executors.newVirtualThreadPerTaskExecutor(), workers);
  }

  /**
   * Submits all numbers, and shows the results in the order of submission, each one as soon as it
   * and those before it are available.
   */
  private void submitAndShow(ExecutorService executor, int workers)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    var semaphore = new Semaphore(workers, true); // the threads of a pool never wait for it
    try (executor) {
      var results = new ArrayList<Future<Result>>();
      for (long n : numbers) {
        results.add(executor.submit(() -> check(n, semaphore)));
      }
      for (Future<Result> result : results) {
        out.println(result.get());
      }
    }
    reportTotal(start);
  }

  private Result check(long n, Semaphore semaphore) throws InterruptedException {
    semaphore.acquire();
    try {
      return check(n);
    } finally {
      semaphore.release();
    }
  }

  private Result check(long n) {
    long start = System.nanoTime();
    boolean prime = isPrime.test(n);
    return new Result(n, prime, System.nanoTime() - start);
  }

  /** Tests by trial division, which takes longest for primes. */
  static boolean isPrime(long n) {
    if (n < 2 || n % 2 == 0) {
      return n == 2;
    }
    for (long i = 3; i <= n / i; i += 2) {
      if (n % i == 0) {
        return false;
      }
    }
    return true;
  }

  private void report(String how) {
    out.println("Checking " + Plural.of(numbers.length, "number") + " " + how + ":");
  }

  private void reportTotal(long start) {
    out.println(String.format(Locale.ROOT, "Total time: %.2fs", (System.nanoTime() - start) / 1e9));
  }

  private record Result(long n, boolean prime, long nanos) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%16d  %s %9.6fs", n, prime ? "P" : " ", nanos / 1e9);
    }
  }
}
