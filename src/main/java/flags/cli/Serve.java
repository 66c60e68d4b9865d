package flags.cli;

import flags.messages.CannotRunException;
import flags.messages.UsageException;
import flags.process.StandardStreams;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.ServedFlags;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The subcommand that runs the built-in servers, so that commands in other shells can use them. */
public final class Serve {
  public static final String NAME = "serve";

  private static final List<Site> SITES = List.of(Site.LOCAL, Site.DELAY, Site.ERROR);
  private static final int FIRST_PORT = SITES.getFirst().port();

  private Serve() {}

  static CommandSpec spec() {
    return Specs.command(
            NAME,
            """
            flags serve [-h] [--delay SECONDS|MIN..MAX] [--error-rate P] [--seed N]
                               [--dir DIR] [--port N]
            """,
            "Serve flags at LOCAL, DELAY and ERROR, until Ctrl-C.",
            """
              flags serve
              flags serve --delay 0.1..2 --error-rate 0.5 --seed 7
              flags serve --dir downloaded --port 9000
            """)
        .addOption(
            Specs.value(
                "SECONDS|MIN..MAX",
                Behaviour.class,
                Serve::delay,
                "time to wait before each response of DELAY and ERROR (default=0.5)",
                "--delay"))
        .addOption(
            Specs.value(
                "P",
                double.class,
                text -> decimal(text, text),
                "share of responses of ERROR that are errors, 0 to 1 (default=0.25)",
                "--error-rate"))
        .addOption(
            Specs.value(
                "N",
                long.class,
                Serve::seed,
                "whole number that makes the delay and the error of each flag repeatable",
                "--seed"))
        .addOption(
            Specs.folder(
                "folder with cc/cc.gif or CC.gif (default: the flags in this program)", "--dir"))
        .addOption(
            Specs.wholeNumber(
                "N",
                "port of LOCAL; DELAY and ERROR use the next ones; 0 for any free ports"
                    + (" (default=" + FIRST_PORT + ")"),
                "--port"));
  }

  /**
   * Starts the servers, prints their URLs, and serves until the program is stopped.
   *
   * @throws UsageException if a value is out of range
   * @throws CannotRunException if a port is not available, or the folder cannot be served
   */
  public static void run(ParseResult parsed, PrintStream out)
      throws IOException, InterruptedException {
    Double errorRate = parsed.matchedOptionValue("--error-rate", null);
    if (errorRate != null && errorRate > 1) {
      throw new UsageException("--error-rate P must be from 0 to 1 (got " + errorRate + ")");
    }
    int firstPort = parsed.matchedOptionValue("--port", FIRST_PORT);
    int maxPort = 65536 - SITES.size();
    if (firstPort < 0 || firstPort > maxPort) {
      throw new UsageException(
          "--port N must be from 0 to " + maxPort + " (got " + firstPort + ")");
    }
    Path dir = parsed.matchedOptionValue("--dir", null);
    if (dir != null && !Files.isDirectory(dir)) {
      throw new CannotRunException("cannot serve '" + dir + "': not a folder");
    }
    ServedFlags flags = dir == null ? ServedFlags.builtIn() : ServedFlags.in(dir);
    Behaviour delay = parsed.matchedOptionValue("--delay", null);
    Long seed = parsed.matchedOptionValue("--seed", null);

    DemoServer.warmUp();
    var servers = new ArrayList<DemoServer>();
    try {
      for (Site site : SITES) {
        Behaviour behaviour = site.behaviour().withSeed(seed);
        if (delay != null && behaviour.maxDelay() > 0) {
          behaviour = behaviour.withDelay(delay.minDelay(), delay.maxDelay());
        }
        if (errorRate != null && behaviour.errorRate() > 0) {
          behaviour = behaviour.withErrorRate(errorRate);
        }
        int port = firstPort == 0 ? 0 : firstPort + site.port() - FIRST_PORT;
        servers.add(DemoServer.start(port, flags, behaviour));
      }
      for (int i = 0; i < servers.size(); i++) {
        String url = "http://localhost:" + servers.get(i).port() + "/flags";
        out.println(SITES.get(i).label() + " site: " + url);
      }
      out.println("Press Ctrl-C to stop.");
      if (StandardStreams.isStdoutLost(out)) {
        return; // the ports would be unknown; Main reports the lost output
      }
      new CountDownLatch(1).await();
    } finally {
      servers.forEach(DemoServer::close);
    }
  }

  /** Parses a part of the value that was typed. */
  private static double decimal(String text, String typed) {
    if (!text.matches("[0-9]+(\\.[0-9]+)?|\\.[0-9]+")) {
      throw new TypeConversionException("'" + typed + "' is not a number like 0.5");
    }
    return Double.parseDouble(text);
  }

  private static long seed(String text) {
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      throw new TypeConversionException(
          "'" + text + "' is not a whole number of 18 digits at most");
    }
    return Long.parseLong(text);
  }

  private static Behaviour delay(String text) {
    int dots = text.indexOf("..");
    double min = decimal(dots < 0 ? text : text.substring(0, dots), text);
    double max = dots < 0 ? min : decimal(text.substring(dots + 2), text);
    if (min > max || max > 3600) {
      throw new TypeConversionException(
          "'" + text + "' is not a time up to 3600 s, or two in order as in 0.1..0.9");
    }
    return new Behaviour().withDelay(min, max);
  }
}
