package flags;

import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.FlagFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the demonstration servers, so that other shells can download from them. */
@Command(
    name = "serve",
    description = "Serve flags at LOCAL, DELAY and ERROR, until Ctrl-C.",
    synopsisHeading = "usage: ",
    customSynopsis = {
      "flags serve [-h] [--delay SECONDS|MIN..MAX] [--error-rate P] [--seed N]",
      "                   [--dir DIR] [--port N]"
    },
    sortOptions = false)
final class Serve implements Callable<Integer> {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help message and exit")
  private boolean help;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS|MIN..MAX",
      converter = DelayConverter.class,
      description = "time to wait before every response of DELAY and ERROR (default=0.5)")
  private Delay delay = new Delay(Server.DELAY.demo.minDelay(), Server.DELAY.demo.maxDelay());

  @Option(
      names = "--error-rate",
      paramLabel = "P",
      description = "share of responses of ERROR that are errors, 0 to 1 (default=0.25)")
  private double errorRate = Server.ERROR.demo.errorRate();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "whole number that makes delays and errors the same every time, for each flag")
  private Long seed;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "folder to serve cc/cc.gif from (default: the flags in this program)")
  private Path dir;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "port of LOCAL; DELAY and ERROR have the next two; 0 for any (default=8000)")
  private int port = Server.LOCAL.port;

  @Spec private CommandSpec spec;

  private final PrintStream out;

  Serve(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ParseResult before = spec.commandLine().getParent().getParseResult();
    if (!before.matchedArgs().isEmpty()) {
      throw usageError("serve takes no options or arguments before it");
    }
    if (!(errorRate >= 0 && errorRate <= 1)) {
      throw usageError("--error-rate P must be from 0 to 1 (got " + errorRate + ")");
    }
    if (port < 0 || port > 65533) {
      throw usageError("--port N must be from 0 to 65533 (got " + port + ")");
    }
    if (dir != null && !Files.isDirectory(dir)) {
      throw new CannotRunException("cannot serve '" + dir + "': not a folder");
    }
    FlagFiles flags = dir == null ? FlagFiles.builtIn() : FlagFiles.in(dir);

    try (DemoServer local = start(Server.LOCAL, flags);
        DemoServer delayed = start(Server.DELAY, flags);
        DemoServer failing = start(Server.ERROR, flags)) {
      report(Server.LOCAL, local);
      report(Server.DELAY, delayed);
      report(Server.ERROR, failing);
      out.println("Press Ctrl-C to stop.");
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private DemoServer start(Server label, FlagFiles flags) throws IOException {
    Behaviour behaviour = label.demo.withSeed(seed);
    if (label != Server.LOCAL) {
      behaviour = behaviour.withDelay(delay.min, delay.max);
    }
    if (label == Server.ERROR) {
      behaviour = behaviour.withErrorRate(errorRate);
    }
    int labelPort = port == 0 ? 0 : port + label.port - Server.LOCAL.port;
    try {
      return DemoServer.start(labelPort, flags, behaviour);
    } catch (BindException e) {
      // "Address already in use", or that this user may not have it
      throw new CannotRunException(
          "cannot listen at port "
              + labelPort
              + ": "
              + e.getMessage()
              + "; end what listens there, or use others with --port N");
    }
  }

  private void report(Server label, DemoServer server) {
    out.println(label + " site: http://localhost:" + server.port() + "/flags");
  }

  private ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private record Delay(double min, double max) {}

  private static final class DelayConverter implements ITypeConverter<Delay> {
    private static final double MAX_SECONDS = 3600;

    @Override
    public Delay convert(String value) {
      String[] ends = value.split("\\.\\.", -1);
      try {
        double min = Double.parseDouble(ends[0]);
        double max = Double.parseDouble(ends[ends.length - 1]);
        if (ends.length <= 2 && min >= 0 && min <= max && max <= MAX_SECONDS) {
          return new Delay(min, max);
        }
      } catch (NumberFormatException e) {
        // the same as a number out of range
      }
      throw new TypeConversionException(
          "'" + value + "' is not a number of seconds, or two as in 0.1..0.9");
    }
  }
}
