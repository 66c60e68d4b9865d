package flags.server;

import flags.messages.CannotRunException;
import flags.messages.Terminal;
import flags.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/**
 * Runs the built-in server of a site in a separate process, so that a comparison measures only the
 * client. The server ends with the process that started it.
 */
public record ServerProcess(Process process) implements AutoCloseable {
  private static final String READY = "flags: the server is ready";

  /**
   * Starts the server of a site. Returns null if something is already listening on its port or the
   * site has none.
   *
   * @throws CannotRunException if it does not start; with the last line that it printed
   */
  public static ServerProcess startIfNeeded(Site site) throws IOException {
    if (site.behaviour() == null || DemoServer.isListening(site.port(), false)) {
      return null;
    }
    Behaviour behaviour = site.behaviour();
    var server =
        new ServerProcess(
            ChildJvm.builder(
                    List.of("-Xmx256m"),
                    ServerProcess.class.getName(),
                    List.of(
                        "" + site.port(), "" + behaviour.minDelay(), "" + behaviour.errorRate()))
                .redirectErrorStream(true)
                .start());
    BufferedReader output = server.process.inputReader();
    String last = "";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(READY)) {
        return server;
      }
      last = line;
    }
    if (DemoServer.isListening(site.port(), true)) { // another program was faster
      return null;
    }
    throw new CannotRunException(
        "cannot start the server: " + Terminal.sanitize(last, Terminal.MAX_LENGTH));
  }

  /** Serves until stdin ends, which it does when the process at its other end does. */
  public static void main(String... args) throws IOException {
    double delay = Double.parseDouble(args[1]);
    double errorRate = Double.parseDouble(args[2]);
    var behaviour = new Behaviour().withDelay(delay, delay).withErrorRate(errorRate);
    try {
      DemoServer.warmUp();
      if (DemoServer.startIfPortIsFree(Integer.parseInt(args[0]), behaviour) != null) {
        System.out.println(READY);
        while (System.in.read() >= 0) {
          // ignore the input
        }
      }
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
    System.exit(0);
  }

  /** Stops the server, and waits for its end: until then, the next run could connect to it. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
