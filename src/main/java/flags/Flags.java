package flags;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line; {@code process_args} of {@code flags2_common.py}.
 *
 * <p>Its options are spelled out as objects. Annotations would be shorter, but to read them takes
 * picocli longer than to download a flag.
 *
 * <p>Exit statuses: 0 if no flag ended in an error, 1 if one did or the run could not be done at
 * all, 2 for a usage error.
 */
public final class Flags {
  /** The system property that tells that a {@link Launcher} waits for the program. */
  static final String LAUNCHED = "flags.launched";

  private final PrintStream out;
  private final PrintStream err;
  private final Interruption interruption = new Interruption();

  Flags(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the program and exits with its status. If that is 0 it returns instead: the JVM ends then,
   * as all threads that are left are daemons, and need not set up its logging to log an exit.
   */
  public static void main(String... args) {
    var flags = new Flags(System.out, System.err);
    Runtime.getRuntime().addShutdownHook(flags.interruption);
    Thread.setDefaultUncaughtExceptionHandler(new LastResort());
    if (Boolean.getBoolean(LAUNCHED)) {
      // A launcher that is killed cannot pass that on.
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(ExitCode.SOFTWARE)));
    }
    Thread.ofPlatform().daemon().start(FlagClient::load);
    System.setProperty("picocli.disable.closures", "true"); // or it looks for Groovy in the jar
    int status = flags.execute(args);
    if (System.out.checkError() && !Stdout.readerMayHaveLeft()) {
      System.err.println("*** Error: cannot write to stdout; is there space left where it goes?");
      status = ExitCode.SOFTWARE;
    }
    flags.interruption.finished();
    if (status != ExitCode.OK) {
      System.exit(status);
    }
  }

  /** Runs the program and returns its exit status. */
  int execute(String... args) {
    CommandLine command =
        new CommandLine(spec())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            // as argparse does
            .setOverwrittenOptionsAllowed(true)
            .setExpandAtFiles(false)
            .setExecutionStrategy(this::run)
            .setParameterExceptionHandler(this::usageError)
            .setExecutionExceptionHandler((e, failed, parsed) -> failure(e));
    if (Arrays.asList(args).indexOf("serve") <= 0) { // elsewhere it is the value of an option
      command.addSubcommand(Serve.spec());
    }
    try {
      return command.execute(Abbreviations.expand(command, args));
    } catch (ParameterException e) {
      return usageError(e);
    } catch (OutOfMemoryError e) {
      return failure(e);
    }
  }

  private static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name("flags")
            .versionProvider(new Version())
            .addPositional(
                PositionalParamSpec.builder()
                    .paramLabel("CC")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description("country code or 1st letter (eg. B for BA...BZ)")
                    .build())
            .addOption(help())
            .addOption(
                flag("-a", "--all").description("get all available flags (AD to ZW)").build())
            .addOption(
                flag("-e", "--every")
                    .description("get flags for every possible code (AA...ZZ)")
                    .build())
            .addOption(
                OptionSpec.builder("-l", "--limit")
                    .paramLabel("N")
                    .type(int.class)
                    .converters(new CountConverter())
                    .description("limit to N first codes")
                    .build())
            .addOption(
                OptionSpec.builder("-m", "--max_req", "--max-req")
                    .paramLabel("CONCURRENT")
                    .type(int.class)
                    .converters(new CountConverter())
                    .description(
                        "maximum concurrent requests"
                            + " (default: sequential 1, threadpool 30, virtual 5)")
                    .build())
            .addOption(
                OptionSpec.builder("-s", "--server")
                    .paramLabel("LABEL|URL")
                    .type(String.class)
                    .description(
                        "Server to hit; one of DELAY, ERROR, LOCAL, REMOTE (default=LOCAL),"
                            + " or the http or https base URL of another")
                    .build())
            .addOption(flag("-v", "--verbose").description("output detailed progress info").build())
            .addOption(
                OptionSpec.builder("--strategy")
                    .paramLabel("NAME")
                    .type(Strategy.class)
                    .converters(Strategy::of)
                    .description(
                        "how to download; one of sequential, threadpool, virtual"
                            + " (default=sequential)")
                    .build())
            .addOption(
                OptionSpec.builder("-d", "--dest")
                    .paramLabel("DIR")
                    .type(Path.class)
                    .converters(new FolderConverter())
                    .description("folder to save the flags in (default=downloaded)")
                    .build())
            .addOption(
                flag("-V", "--version")
                    .versionHelp(true)
                    .description("show the version of this program and of Java and exit")
                    .build());
    spec.usageMessage()
        .description("Download flags for country codes. Default: top 20 countries by population.")
        .synopsisHeading("usage: ")
        .customSynopsis(
            "flags [-aehvV] [-l N] [-m CONCURRENT] [-s LABEL|URL]",
            "             [--strategy NAME] [-d DIR] [CC...]",
            "       flags serve [OPTIONS]")
        .sortOptions(false);
    return spec;
  }

  private static OptionSpec.Builder flag(String... names) {
    return OptionSpec.builder(names[0], names[1]).type(boolean.class).arity("0");
  }

  static OptionSpec help() {
    return flag("-h", "--help")
        .usageHelp(true)
        .description("show this help message and exit")
        .build();
  }

  private int run(ParseResult parsed) {
    Integer helpStatus = CommandLine.executeHelpRequest(parsed);
    if (helpStatus != null) {
      return helpStatus;
    }
    try {
      if (parsed.hasSubcommand()) {
        return Serve.run(parsed.subcommand(), out);
      }
      Map<DownloadStatus, Integer> counter =
          FlagsCommon.downloadFlags(settings(parsed), out, err, interruption);
      return counter.containsKey(DownloadStatus.ERROR) ? ExitCode.SOFTWARE : ExitCode.OK;
    } catch (IOException | InterruptedException | ExecutionException e) {
      return failure(e);
    }
  }

  /** Reads the options in the order of the original, which decides what it complains of first. */
  private Settings settings(ParseResult parsed) throws IOException {
    Strategy strategy = parsed.matchedOptionValue("--strategy", Strategy.SEQUENTIAL);
    int maxReq = parsed.matchedOptionValue("--max_req", strategy.defaultConcurReq);
    int limit = parsed.matchedOptionValue("--limit", Integer.MAX_VALUE);
    try {
      if (maxReq < 1) {
        throw new UsageException("--max_req CONCURRENT must be >= 1 (got " + maxReq + ")");
      }
      if (limit < 1) {
        throw new UsageException("--limit N must be >= 1 (got " + limit + ")");
      }
      Path destDir = parsed.matchedOptionValue("--dest", Path.of("downloaded"));
      Site site = Site.of(parsed.matchedOptionValue("--server", Server.DEFAULT.name()));
      List<String> ccList =
          FlagsCommon.expandCcArgs(
              parsed.hasMatchedOption("--every"),
              parsed.hasMatchedOption("--all"),
              parsed.matchedPositionalValue(0, List.of()),
              limit,
              Path.of(""));
      warnIfCut(maxReq, strategy);
      return new Settings(
          ccList,
          site,
          destDir,
          parsed.hasMatchedOption("--verbose"),
          strategy,
          Math.min(Math.min(maxReq, strategy.maxConcurReq), ccList.size()));
    } catch (UsageException e) {
      throw new ParameterException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }
  }

  private void warnIfCut(int maxReq, Strategy strategy) {
    if (maxReq > strategy.maxConcurReq) {
      err.println(
          "-m is cut to "
              + strategy.maxConcurReq
              + ", the maximum of --strategy "
              + strategy
              + (strategy == Strategy.SEQUENTIAL
                  ? "; for more, add --strategy threadpool or --strategy virtual."
                  : "."));
    }
  }

  private int usageError(ParameterException e, String... args) {
    err.println("*** Usage error: " + ErrorText.printable(e.getMessage(), ErrorText.MAX_LENGTH));
    CommandLine.Help help = e.getCommandLine().getHelp();
    err.print(help.synopsisHeading() + help.synopsis(0));
    err.println("Try '" + help.commandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private int failure(Throwable e) {
    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
    String message =
        switch (cause) {
          case CannotRunException c -> c.getMessage();
          case OutOfMemoryError o ->
              String.valueOf(o.getMessage()).contains("thread")
                  ? "no more threads to be had; use fewer connections with -m N"
                  : LastResort.NO_MEMORY;
          default -> "this should not happen: " + cause;
        };
    err.println("*** Error: " + ErrorText.printable(message, 5 * ErrorText.MAX_LENGTH));
    return ExitCode.SOFTWARE;
  }
}
