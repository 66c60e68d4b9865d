package flags;

import java.io.BufferedReader;
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

/** Runs {@code flags serve} in a thread of this process until it is closed. */
public final class ServeCommand implements AutoCloseable {

  /** Thrown if the command exits instead of serving; the message is its output. */
  static final class StartupFailedException extends Exception {
    private StartupFailedException(String message) {
      super(message);
    }
  }

  /** The URL that it printed for the site LOCAL. */
  final String local;

  final String delay;
  final String error;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  ServeCommand(String words, String... more) throws IOException, StartupFailedException {
    var printed = new PipedInputStream();
    var out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8);
    var err = new Printed();
    thread.execute(
        () -> {
          try (out) {
            new Flags(out, err).execute(Program.args("serve " + words, more));
          }
        });
    var lines = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
    var announced = new ArrayList<String>();
    for (String expected :
        List.of("LOCAL site: ", "DELAY site: ", "ERROR site: ", "Press Ctrl-C")) {
      String line = lines.readLine();
      if (line == null || !line.startsWith(expected)) {
        close();
        throw new StartupFailedException(line + "\n" + err.text());
      }
      announced.add(line.substring(expected.length()));
    }
    local = announced.get(0);
    delay = announced.get(1);
    error = announced.get(2);
  }

  /** Stops the servers. */
  @Override
  public void close() {
    thread.shutdownNow(); // interrupts the command
    thread.close(); // waits for it to return
  }
}
