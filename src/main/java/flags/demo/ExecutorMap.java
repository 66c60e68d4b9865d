package flags.demo;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Look at when each result is shown: in the order of submission, however long its task takes, or as
 * soon as it is available; {@code demo_executor_map.py}.
 */
public record ExecutorMap(PrintStream out, Sleeper sleeper) {
  private static final int WORKERS = 3;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** Makes a task sleep. Tests replace it. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(int seconds) throws InterruptedException;
  }

  /**
   * Runs a task for each number of seconds, and takes the results in the order of submission, as
   * {@code Executor.map} yields them. Java has no equivalent of that method, but a list of futures,
   * read in order, does the same.
   */
  public void inOrderOfSubmission(List<Integer> seconds)
      throws InterruptedException, ExecutionException {
    display("Script starting.");
    try (var executor = Executors.newFixedThreadPool(WORKERS)) {
      var results = new ArrayList<Future<Integer>>();
      for (int n : seconds) {
        results.add(executor.submit(() -> loiter(n)));
      }
      display("results: a list of " + results.size() + " futures");
      display("Waiting for individual results:");
      for (int i = 0; i < results.size(); i++) {
        display("result " + i + ": " + results.get(i).get()); // waits if it is not done
      }
    }
  }

  /**
   * Runs a task for each number of seconds, and takes each result when its task has completed, as
   * {@code as_completed} yields them.
   */
  public void asCompleted(List<Integer> seconds) throws InterruptedException, ExecutionException {
    display("Script starting, as completed.");
    try (var executor = Executors.newFixedThreadPool(WORKERS)) {
      var completed = new ExecutorCompletionService<Integer>(executor);
      var submitted = new ArrayList<Future<Integer>>();
      for (int n : seconds) {
        submitted.add(completed.submit(() -> loiter(n)));
      }
      display("results: a queue of the futures that are done");
      display("Waiting for any result:");
      for (int left = submitted.size(); left > 0; left--) {
        Future<Integer> future = completed.take(); // waits for the next one that is done
        display("result " + submitted.indexOf(future) + ": " + future.get());
      }
    }
  }

  private int loiter(int n) throws InterruptedException {
    String indent = "\t".repeat(n);
    display(indent + "loiter(" + n + "): doing nothing for " + n + "s...");
    sleeper.sleep(n);
    display(indent + "loiter(" + n + "): done.");
    return n * 10;
  }

  private void display(String text) {
    out.println("[" + LocalTime.now().format(TIME) + "] " + text);
  }
}
