package flags.demo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream on which each line waits until the expected lines before it are printed. So the order of
 * the threads is the same in every run, however they are scheduled.
 */
class OrderedPrintStream extends PrintStream {
  private static final long MAX_NANOS = 20_000_000_000L;

  private final List<String> expected;
  private final List<String> printed = new ArrayList<>();

  OrderedPrintStream(String expected) {
    super(OutputStream.nullOutputStream());
    this.expected = expected.lines().toList();
  }

  @Override
  public void println(Object line) {
    println(line.toString());
  }

  @Override
  public void println(String line) {
    String masked =
        line.replaceAll("\\d\\d:\\d\\d:\\d\\d", "HH:MM:SS").replaceAll("\\d\\.\\d+s", "0.00s");
    synchronized (printed) {
      long deadline = System.nanoTime() + MAX_NANOS;
      while (printed.size() >= expected.size() || !expected.get(printed.size()).equals(masked)) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("not in order: " + masked + " after " + printed);
        }
        try {
          printed.wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError("interrupted: " + masked, e);
        }
      }
      printed.add(masked);
      printed.notifyAll();
    }
  }

  List<String> expected() {
    return expected;
  }

  /** Returns what was printed, with times masked. */
  String printed() {
    synchronized (printed) {
      return String.join("\n", printed) + "\n";
    }
  }
}
