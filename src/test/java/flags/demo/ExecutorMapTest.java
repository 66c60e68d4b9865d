package flags.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The order of the results if tasks do not complete in the order of submission. */
class ExecutorMapTest {
  private final Queue<Integer> slept = new ConcurrentLinkedQueue<>();

  @Test
  void printsResultsInTheOrderOfSubmission() throws Exception {
    var out =
        new OrderedPrintStream(
            """
            [HH:MM:SS] Script starting.
            [HH:MM:SS] loiter(0): doing nothing for 0s...
            [HH:MM:SS] \tloiter(1): doing nothing for 1s...
            [HH:MM:SS] \t\tloiter(2): doing nothing for 2s...
            [HH:MM:SS] results: a list of 5 futures
            [HH:MM:SS] Waiting for individual results:
            [HH:MM:SS] \t\tloiter(2): done.
            [HH:MM:SS] \t\t\tloiter(3): doing nothing for 3s...
            [HH:MM:SS] \tloiter(1): done.
            [HH:MM:SS] \t\t\tloiter(3): done.
            [HH:MM:SS] \t\t\t\tloiter(4): doing nothing for 4s...
            [HH:MM:SS] loiter(0): done.
            [HH:MM:SS] result 0: 0
            [HH:MM:SS] result 1: 10
            [HH:MM:SS] result 2: 20
            [HH:MM:SS] result 3: 30
            [HH:MM:SS] \t\t\t\tloiter(4): done.
            [HH:MM:SS] result 4: 40
            """);

    new ExecutorMap(out, slept::add).inOrderOfSubmission(List.of(0, 1, 2, 3, 4));

    assertEquals(String.join("\n", out.expected()) + "\n", out.printed());
    assertEquals(List.of(0, 1, 2, 3, 4), slept.stream().sorted().toList());
  }

  @Test
  void printsResultsAsTheirTasksComplete() throws Exception {
    var out =
        new OrderedPrintStream(
            """
            [HH:MM:SS] Script starting, as completed.
            [HH:MM:SS] \tloiter(1): doing nothing for 1s...
            [HH:MM:SS] loiter(0): doing nothing for 0s...
            [HH:MM:SS] results: a queue of the futures that are done
            [HH:MM:SS] Waiting for any result:
            [HH:MM:SS] loiter(0): done.
            [HH:MM:SS] result 1: 0
            [HH:MM:SS] \tloiter(1): done.
            [HH:MM:SS] result 0: 10
            """);

    new ExecutorMap(out, slept::add).asCompleted(List.of(1, 0));

    assertEquals(String.join("\n", out.expected()) + "\n", out.printed());
    assertEquals(List.of(0, 1), slept.stream().sorted().toList());
  }
}
