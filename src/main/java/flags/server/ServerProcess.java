package flags.server;

import flags.messages.CannotRunException;
import flags.messages.OneLine;
import flags.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs the built-in server of a site in a separate process, so that a comparison measures only the
 * client. The server ends with the process that started it.
 */
public record ServerProcess(Process process) implements AutoCloseable {
  private static final String READY = "flags: the server is ready";
  private static final String TAKEN = "flags: the port is taken";

  /**
   * Starts the server of a site. Each time, the server makes other errors, but always the same for
   * the same code, so that all runs of a comparison meet the same. Returns null if something is
   * already listening on its port or the site has none.
   *
   * @throws CannotRunException if it does not start; with the last line that it printed
   */
  public static ServerProcess startIfNeeded(Site site) throws IOException {
    if (!site.hasServer() || DemoServer.isListening(site.port(), DemoServer.MOMENT_MILLIS)) {
      return null;
    }
    Behaviour behaviour = site.behaviour();
    String seed = "" + ThreadLocalRandom.current().nextLong();
    var args =
        List.of("" + site.port(), "" + behaviour.minDelay(), "" + behaviour.errorRate(), seed);
    Process process =
        ChildJvm.builder(List.of("-Xmx256m"), ServerProcess.class.getName(), args)
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader();
    String last = "";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(READY)) {
        return new ServerProcess(process);
      }
      last = line;
    }
    if (last.equals(TAKEN)) { // another program was faster
      return null;
    }
    throw new CannotRunException(
        "cannot start the server: " + OneLine.sanitize(last, OneLine.MAX_LENGTH));
  }

  /** Serves until stdin ends, which it does when the process at its other end does. */
  public static void main(String... args) {
    // Ignores signals: a terminal sends them to both processes; this one must not end first.
    Runtime.getRuntime().addShutdownHook(new Thread(new Semaphore(0)::acquireUninterruptibly));
    try {
      double delay = Double.parseDouble(args[1]);
      double rate = Double.parseDouble(args[2]);
      var behaviour = new Behaviour(delay, delay, rate, Long.valueOf(args[3]));
      DemoServer.warmUp();
      if (DemoServer.startIfPortIsFree(Integer.parseInt(args[0]), behaviour) == null) {
        System.out.println(TAKEN);
      } else {
        System.out.println(READY);
        System.in.readAllBytes();
      }
    } catch (Throwable e) {
      System.out.println(e instanceof CannotRunException ? e.getMessage() : e);
    }
    Runtime.getRuntime().halt(0); // despite the shutdown hook
  }

  /** Stops the server, and waits for its end: until then, the next run could connect to it. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
