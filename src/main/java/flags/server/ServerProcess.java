package flags.server;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the built-in server of a site in a separate process, so that a comparison measures only the
 * client. The server ends with the process that started it.
 */
public final class ServerProcess implements AutoCloseable {
  private static final char STARTED = '+';
  private static final int SECONDS_TO_END = 2;
  private static final char TAKEN = '-';

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the server of a site, unless something is already listening on its port or the site has
   * none.
   *
   * @return the server, or null if none was started
   */
  public static ServerProcess startIfNeeded(Site site) throws IOException {
    if (site.fallback() == null || DemoServer.isListening(site.port())) {
      return null;
    }
    var process =
        new ProcessBuilder(command(site)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    int reply = process.getInputStream().read();
    if (reply == STARTED) {
      return new ServerProcess(process);
    }
    process.destroy();
    if (reply == TAKEN) { // another program was faster
      return null;
    }
    throw new CannotRunException(
        "cannot start a server on port "
            + site.port()
            + "; are there threads and memory for it (ulimit -u)? Start one with 'flags serve'");
  }

  private static List<String> command(Site site) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xlog:disable"));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("-D")) { // may affect how localhost is resolved
        command.add(option);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServerProcess.class.getName(), site.label()));
    return command;
  }

  /** Serves a site until stdin ends. */
  public static void main(String... args) throws IOException {
    Site site = Site.of(args[0]);
    DemoServer.warmUp();
    try {
      DemoServer.start(site.port(), FlagFiles.builtIn(), site.fallback());
      announce(STARTED);
      while (System.in.read() >= 0) {
        // ignore the input
      }
    } catch (BindException e) {
      announce(TAKEN);
    }
    System.exit(0);
  }

  private static void announce(char reply) {
    System.out.print(reply);
    System.out.flush();
  }

  /** Stops the server. */
  @Override
  public void close() {
    process.destroy();
    try { // or the next run may connect to a server that is about to end
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
