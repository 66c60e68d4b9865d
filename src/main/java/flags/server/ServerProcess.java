package flags.server;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The built-in server of a site in a process of its own, so that what a comparison measures is what
 * the client takes. It ends with the process that started it.
 */
public final class ServerProcess implements AutoCloseable {
  private static final char STARTED = '+';
  private static final int WARM_UP_REQUESTS = 100;
  private static final char TAKEN = '-';

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the server of a site, unless something listens at its port or the site has none.
   *
   * @return the server, or null if none was started
   */
  public static ServerProcess startIfNeeded(Site site) throws IOException {
    if (site.demo() == null || DemoServer.somebodyAnswers(site.port())) {
      return null;
    }
    var process =
        new ProcessBuilder(command(site)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    int said = process.getInputStream().read();
    if (said == STARTED) {
      return new ServerProcess(process);
    }
    process.destroy();
    if (said == TAKEN) { // another program was faster
      return null;
    }
    throw new CannotRunException(
        "cannot start a server at port " + site.port() + "; start one with 'flags serve'");
  }

  private static List<String> command(Site site) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("-D")) { // where localhost leads, for one
        command.add(option);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServerProcess.class.getName(), site.label()));
    return command;
  }

  /** Serves a site until its stdin ends. */
  public static void main(String... args) throws IOException {
    Site site = Site.of(args[0]);
    warmUp();
    try (var server = DemoServer.start(site.port(), FlagFiles.builtIn(), site.demo())) {
      announce(server.port() == site.port() ? STARTED : TAKEN);
      while (System.in.read() >= 0) {
        // nothing is said to it
      }
    } catch (BindException e) {
      announce(TAKEN);
    }
    System.exit(0);
  }

  /** So that the first strategy does not wait for what the next ones find loaded and compiled. */
  private static void warmUp() throws IOException {
    try (var atOnce = DemoServer.start(0, FlagFiles.builtIn(), new Behaviour())) {
      for (int i = 0; i < WARM_UP_REQUESTS; i++) {
        var flag = URI.create("http://localhost:" + atOnce.port() + "/flags/us/us.gif");
        try (InputStream in = flag.toURL().openConnection(Proxy.NO_PROXY).getInputStream()) {
          in.readAllBytes();
        }
      }
    }
  }

  private static void announce(char what) {
    System.out.print(what);
    System.out.flush();
  }

  /** Ends the server. */
  @Override
  public void close() {
    process.destroy();
  }
}
