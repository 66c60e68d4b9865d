package flags.cli;

import flags.errors.CannotRunException;
import flags.errors.UsageException;
import flags.process.Stdout;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.FlagFiles;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The subcommand that runs the demonstration servers, so that other shells can use them. */
public final class Serve {
  public static final String NAME = "serve";

  private Serve() {}

  public static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name(NAME)
            .addOption(Options.help())
            .addOption(
                OptionSpec.builder("--delay")
                    .paramLabel("SECONDS|MIN..MAX")
                    .type(Delay.class)
                    .converters(Delay::of)
                    .description(
                        "time to wait before every response of DELAY and ERROR (default=0.5)")
                    .build())
            .addOption(
                OptionSpec.builder("--error-rate")
                    .paramLabel("P")
                    .type(double.class)
                    .converters(Serve::decimal)
                    .description(
                        "share of responses of ERROR that are errors, 0 to 1 (default=0.25)")
                    .build())
            .addOption(
                OptionSpec.builder("--seed")
                    .paramLabel("N")
                    .type(long.class)
                    .converters(Serve::wholeNumber)
                    .description(
                        "whole number that makes delays and errors the same every time,"
                            + " for each flag")
                    .build())
            .addOption(
                OptionSpec.builder("--dir")
                    .paramLabel("DIR")
                    .type(Path.class)
                    .converters(new FileConverter("DIR"))
                    .description(
                        "folder to serve cc/cc.gif or CC.gif from (default: the flags in this program)")
                    .build())
            .addOption(
                OptionSpec.builder("--port")
                    .paramLabel("N")
                    .type(int.class)
                    .converters(new WholeNumberConverter())
                    .description(
                        "port of LOCAL; DELAY and ERROR have the next two; 0 for any"
                            + " (default=8000)")
                    .build());
    spec.usageMessage()
        .description("Serve flags at LOCAL, DELAY and ERROR, until Ctrl-C.")
        .synopsisHeading("usage: ")
        .customSynopsis(
            "flags serve [-h] [--delay SECONDS|MIN..MAX] [--error-rate P] [--seed N]",
            "                   [--dir DIR] [--port N]")
        .sortOptions(false)
        .footerHeading("Examples:%n")
        .footer(
            "  flags serve",
            "  flags serve --delay 0.1..2 --error-rate 0.5 --seed 7",
            "  flags serve --dir downloaded --port 9000");
    return spec;
  }

  /**
   * Serves until the program is ended.
   *
   * @throws UsageException if a value is out of its range
   * @throws CannotRunException if a port cannot be had, or there is no such folder
   */
  public static void run(ParseResult parsed, PrintStream out)
      throws IOException, InterruptedException {
    double errorRate = parsed.matchedOptionValue("--error-rate", Site.ERROR.fallback().errorRate());
    if (!(errorRate >= 0 && errorRate <= 1)) {
      throw new UsageException(
          "--error-rate P must be from 0 to 1 (got " + typed(parsed, "--error-rate") + ")");
    }
    int port = parsed.matchedOptionValue("--port", Site.LOCAL.port());
    if (port < 0 || port > 65533) {
      throw new UsageException(
          "--port N must be from 0 to 65533 (got " + typed(parsed, "--port") + ")");
    }
    Path dir = parsed.matchedOptionValue("--dir", null);
    if (dir != null && !Files.isDirectory(dir)) {
      throw new CannotRunException("cannot serve '" + dir + "': not a folder");
    }
    if (dir != null && !Files.isReadable(dir)) {
      throw new CannotRunException("cannot serve '" + dir + "': permission denied");
    }
    FlagFiles flags = dir == null ? FlagFiles.builtIn() : FlagFiles.in(dir);

    DemoServer.warmUp();
    Long seed = parsed.matchedOptionValue("--seed", null);
    Delay delay =
        parsed.matchedOptionValue(
            "--delay",
            new Delay(Site.DELAY.fallback().minDelay(), Site.DELAY.fallback().maxDelay()));
    Behaviour atOnce = Site.LOCAL.fallback().withSeed(seed);
    Behaviour late = atOnce.withDelay(delay.min, delay.max);
    try (DemoServer local = start(Site.LOCAL, port, flags, atOnce);
        DemoServer delayed = start(Site.DELAY, port, flags, late);
        DemoServer failing = start(Site.ERROR, port, flags, late.withErrorRate(errorRate))) {
      report(Site.LOCAL, local, out);
      report(Site.DELAY, delayed, out);
      report(Site.ERROR, failing, out);
      out.println("Press Ctrl-C to stop.");
      if (Stdout.isLost(out)) {
        return; // nobody knows the ports: Flags.main tells of it, as of all that is lost
      }
      new CountDownLatch(1).await();
    }
  }

  private static DemoServer start(Site site, int firstPort, FlagFiles flags, Behaviour behaviour)
      throws IOException {
    int port = firstPort == 0 ? 0 : firstPort + site.port() - Site.LOCAL.port();
    try {
      return DemoServer.start(port, flags, behaviour);
    } catch (BindException e) {
      // "Address already in use", or that this user may not have it
      throw new CannotRunException(
          "cannot listen at port "
              + port
              + ": "
              + e.getMessage()
              + "; end what listens there, or use others with --port N");
    }
  }

  private static void report(Site site, DemoServer server, PrintStream out) {
    out.println(site.label() + " site: http://localhost:" + server.port() + "/flags");
  }

  private static String typed(ParseResult parsed, String option) {
    return parsed.matchedOption(option).originalStringValues().getLast();
  }

  private static double decimal(String text) {
    return decimal(text, text);
  }

  /**
   * @param typed of which the text is a part
   */
  private static double decimal(String text, String typed) {
    if (!text.matches("[0-9]+(\\.[0-9]+)?|\\.[0-9]+")) {
      throw new TypeConversionException("'" + typed + "' is not a number like 0.5");
    }
    return Double.parseDouble(text);
  }

  private static long wholeNumber(String text) {
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      throw new TypeConversionException(
          "'" + text + "' is not a whole number of 18 digits at most");
    }
    return Long.parseLong(text);
  }

  /** Seconds to wait, at least and at most. */
  private record Delay(double min, double max) {
    private static final double MAX_SECONDS = 3600;

    static Delay of(String text) {
      int dots = text.indexOf("..");
      double min = decimal(dots < 0 ? text : text.substring(0, dots), text);
      double max = dots < 0 ? min : decimal(text.substring(dots + 2), text);
      if (min > max || max > MAX_SECONDS) {
        throw new TypeConversionException(
            "'" + text + "' is not a time up to 3600 s, or two in order as in 0.1..0.9");
      }
      return new Delay(min, max);
    }
  }
}
