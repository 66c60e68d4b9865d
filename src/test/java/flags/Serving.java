package flags;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A run of {@code flags serve} in a thread of this process, until it is closed. */
final class Serving implements AutoCloseable {

  /** Tells that it ended instead of serving; the message is what it said. */
  static final class EndedException extends Exception {
    private static final long serialVersionUID = 1;

    private EndedException(String message) {
      super(message);
    }
  }

  /** Where it said that it serves. */
  final String local;

  final String delay;
  final String error;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  Serving(String... options) throws IOException, EndedException {
    var args = new ArrayList<>(List.of(options));
    args.addFirst("serve");
    var printed = new PipedInputStream();
    var out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8);
    var err = new ByteArrayOutputStream();
    thread.execute(
        () -> {
          try (out) {
            new Flags(out, new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args.toArray(String[]::new));
          }
        });
    var lines = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
    var announced = new ArrayList<String>();
    for (String expected :
        List.of("LOCAL site: ", "DELAY site: ", "ERROR site: ", "Press Ctrl-C")) {
      String line = lines.readLine();
      if (line == null || !line.startsWith(expected)) {
        close();
        throw new EndedException(line + "\n" + err.toString(StandardCharsets.UTF_8));
      }
      announced.add(line.substring(expected.length()));
    }
    local = announced.get(0);
    delay = announced.get(1);
    error = announced.get(2);
  }

  /** Ends the servers. */
  @Override
  public void close() {
    thread.shutdownNow(); // interrupts it
    thread.close(); // waits for it
  }
}
