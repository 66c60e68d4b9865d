package flags;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line; {@code process_args} of {@code flags2_common.py}.
 *
 * <p>Exit statuses: 0 if no flag ended in an error, 1 if one did or the run could not be done at
 * all, 2 for a usage error.
 */
@Command(
    name = "flags",
    description = "Download flags for country codes. Default: top 20 countries by population.",
    synopsisHeading = "usage: ",
    customSynopsis = {
      "flags [-aehvV] [-l N] [-m CONCURRENT] [-s LABEL|URL]",
      "             [--strategy NAME] [-d DIR] [CC...]",
      "       flags serve [OPTIONS]"
    },
    sortOptions = false,
    versionProvider = Version.class)
public final class Flags implements Callable<Integer> {

  @Parameters(paramLabel = "CC", description = "country code or 1st letter (eg. B for BA...BZ)")
  private List<String> ccArgs = List.of();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help message and exit")
  private boolean help;

  @Option(
      names = {"-a", "--all"},
      description = "get all available flags (AD to ZW)")
  private boolean all;

  @Option(
      names = {"-e", "--every"},
      description = "get flags for every possible code (AA...ZZ)")
  private boolean every;

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "N",
      converter = CountConverter.class,
      description = "limit to N first codes")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = {"-m", "--max_req", "--max-req"},
      paramLabel = "CONCURRENT",
      converter = CountConverter.class,
      description = "maximum concurrent requests (default: sequential 1, threadpool 30, virtual 5)")
  private Integer maxReq;

  @Option(
      names = {"-s", "--server"},
      paramLabel = "LABEL|URL",
      description =
          "Server to hit; one of DELAY, ERROR, LOCAL, REMOTE (default=LOCAL),"
              + " or the http or https base URL of another")
  private String server = Server.DEFAULT.name();

  @Option(
      names = {"-v", "--verbose"},
      description = "output detailed progress info")
  private boolean verbose;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "how to download; one of ${COMPLETION-CANDIDATES} (default=sequential)")
  private Strategy strategy = Strategy.SEQUENTIAL;

  @Option(
      names = {"-d", "--dest"},
      paramLabel = "DIR",
      description = "folder to save the flags in (default=downloaded)")
  private Path destDir = Path.of("downloaded");

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "show the version of this program and of Java and exit")
  private boolean version;

  @Spec private CommandSpec spec;

  private final PrintStream out;
  private final PrintStream err;
  private final Interruption interruption = new Interruption();

  Flags(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the program and exits with its status. */
  public static void main(String... args) {
    var flags = new Flags(System.out, System.err);
    Runtime.getRuntime().addShutdownHook(flags.interruption);
    Thread.setDefaultUncaughtExceptionHandler(new LastResort());
    int status = flags.execute(args);
    flags.interruption.finished();
    System.exit(status);
  }

  /** Runs the program and returns its exit status. */
  int execute(String... args) {
    CommandLine command =
        new CommandLine(this)
            .addSubcommand(new Serve(out))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            // as argparse does
            .setOverwrittenOptionsAllowed(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false)
            .setParameterExceptionHandler(this::usageError)
            .setExecutionExceptionHandler((e, failed, parsed) -> failure(e));
    try {
      return command.execute(Abbreviations.expand(command, args));
    } catch (ParameterException e) {
      return usageError(e);
    } catch (OutOfMemoryError e) {
      return failure(e);
    }
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    Map<DownloadStatus, Integer> counter =
        FlagsCommon.downloadFlags(settings, out, err, interruption);
    return counter.containsKey(DownloadStatus.ERROR) ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private Settings settings() throws IOException {
    int concurReq = maxReq == null ? strategy.defaultConcurReq : maxReq;
    try {
      if (concurReq < 1) {
        throw new IllegalArgumentException(
            "--max_req CONCURRENT must be >= 1 (got " + concurReq + ")");
      }
      if (limit < 1) {
        throw new IllegalArgumentException("--limit N must be >= 1 (got " + limit + ")");
      }
      Site site = Site.of(server);
      List<String> ccList = FlagsCommon.expandCcArgs(every, all, ccArgs, limit, Path.of(""));
      warnIfCut(concurReq);
      return new Settings(
          ccList,
          site,
          destDir,
          verbose,
          strategy,
          Math.min(Math.min(concurReq, strategy.maxConcurReq), ccList.size()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void warnIfCut(int concurReq) {
    if (concurReq > strategy.maxConcurReq) {
      err.println(
          "-m is cut to "
              + strategy.maxConcurReq
              + ", the maximum of --strategy "
              + strategy
              + (strategy == Strategy.SEQUENTIAL
                  ? "; threadpool and virtual go up to 1000."
                  : "."));
    }
  }

  private int usageError(ParameterException e, String... args) {
    err.println("*** Usage error: " + ErrorText.printable(e.getMessage()));
    CommandLine.Help help = e.getCommandLine().getHelp();
    err.print(help.synopsisHeading() + help.synopsis(0));
    err.flush();
    return ExitCode.USAGE;
  }

  private int failure(Throwable e) {
    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
    String message =
        switch (cause) {
          case CannotRunException c -> c.getMessage();
          case OutOfMemoryError o -> LastResort.NO_MEMORY;
          default -> "this should not happen: " + cause;
        };
    err.println("*** Error: " + ErrorText.printable(message));
    return ExitCode.SOFTWARE;
  }
}
