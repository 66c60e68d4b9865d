package flags;

import flags.cli.Abbreviations;
import flags.cli.Commands;
import flags.cli.Completion;
import flags.cli.DemoOptions;
import flags.cli.Options;
import flags.cli.Serve;
import flags.errors.CannotRunException;
import flags.errors.Terminal;
import flags.errors.UsageException;
import flags.http.FlagClient;
import flags.outcome.DownloadStatus;
import flags.process.FatalErrorHandler;
import flags.process.ShutdownHook;
import flags.process.Stdout;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program: reads the command line and has {@link FlagsCommon} do what it says.
 *
 * <p>Exit statuses: 0 if no flag ended in an error, 1 if one did or the run could not be done at
 * all, 2 for a usage error.
 */
public final class Flags {
  /**
   * The system property that tells that a launcher waits for the program: its process id, or 0
   * where that is not known.
   */
  private static final String LAUNCHED = "flags.launched";

  /** The same for all that can use them, so that techniques are compared, not defaults. */
  private static final int COMPARED_CONCUR_REQ = 30;

  private static final String NO_MEMORY =
      "not enough memory; use fewer connections with -m N, or more memory with java -Xmx";

  private static final String NO_THREADS =
      "no more threads to be had; use fewer connections (-m N) or workers, or raise ulimit -u";

  private final PrintStream out;
  private final PrintStream err;
  private final ShutdownHook shutdownHook = new ShutdownHook();
  private boolean outOfMemory;

  /**
   * @param out for reports
   * @param err for errors, and for what shows a person how the run gets on
   */
  public Flags(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the program and exits with its status. If that is 0 it returns instead: the JVM ends then,
   * as all threads that are left are daemons, and need not set up its logging to log an exit.
   */
  public static void main(String... args) {
    var flags = new Flags(System.out, System.err);
    try {
      Runtime.getRuntime().addShutdownHook(flags.shutdownHook);
    } catch (IllegalStateException e) {
      return; // the program is being ended already
    }
    Thread.setDefaultUncaughtExceptionHandler(new FatalErrorHandler(NO_MEMORY, NO_THREADS));
    Long launcher = Long.getLong(LAUNCHED);
    if (launcher != null) {
      endWith(launcher);
    }
    Thread.ofPlatform().daemon().start(FlagClient::load);
    System.setProperty("picocli.disable.closures", "true"); // or it looks for Groovy in the jar
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // digits from 0 to 9 on the bar, too
    int status = flags.execute(args);
    if (Stdout.isLost(System.out)) {
      System.err.println("*** Error: cannot write to stdout; is there space left where it goes?");
      status = ExitCode.SOFTWARE;
    }
    flags.shutdownHook.finished();
    if (flags.outOfMemory) {
      Runtime.getRuntime().halt(status); // to log an exit takes memory, too
    }
    if (status != ExitCode.OK) {
      System.exit(status);
    }
  }

  /**
   * Ends the program when its launcher ends, or has ended: one that is killed cannot pass it on.
   */
  private static void endWith(long launcher) {
    ProcessHandle.current()
        .parent()
        .filter(parent -> launcher == 0 || launcher == parent.pid())
        .map(ProcessHandle::onExit)
        .orElse(CompletableFuture.completedFuture(null))
        .thenRun(() -> System.exit(ExitCode.SOFTWARE));
  }

  /** Runs the program and returns its exit status. */
  public int execute(String... args) {
    CommandLine command = Commands.of(args);
    command // and its subcommand
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionStrategy(this::run)
        .setParameterExceptionHandler(this::usageError);
    try {
      return command.execute(Abbreviations.expand(command, args));
    } catch (ParameterException e) {
      return usageError(e, args);
    } catch (OutOfMemoryError | NoClassDefFoundError e) {
      return failure(e);
    }
  }

  private int run(ParseResult parsed) {
    if (parsed.isUsageHelpRequested()) { // which lists them
      Commands.complete(parsed.commandSpec().commandLine());
    }
    Integer helpStatus = CommandLine.executeHelpRequest(parsed);
    if (helpStatus != null) {
      return helpStatus;
    }
    try {
      if (parsed.hasSubcommand()) {
        return runSubcommand(parsed.subcommand());
      }
      Strategy strategy = Strategy.SEQUENTIAL;
      if (parsed.hasMatchedOption("--strategy")) {
        strategy = strategy(parsed.matchedOptionValue("--strategy", ""));
      }
      Map<DownloadStatus, Integer> counter =
          FlagsCommon.downloadFlags(settings(parsed, strategy), out, err, shutdownHook);
      return counter.containsKey(DownloadStatus.ERROR) ? ExitCode.SOFTWARE : ExitCode.OK;
    } catch (UsageException e) {
      ParseResult command = parsed;
      while (command.hasSubcommand()) {
        command = command.subcommand();
      }
      throw new ParameterException(command.commandSpec().commandLine(), e.getMessage(), e);
    } catch (IOException | InterruptedException | ExecutionException | RuntimeException e) {
      return failure(e);
    }
  }

  private int runSubcommand(ParseResult parsed)
      throws IOException, InterruptedException, ExecutionException {
    switch (parsed.commandSpec().name()) {
      case Serve.NAME -> Serve.run(parsed, out);
      case DemoOptions.DEMO -> {
        return new Demos(out, err, shutdownHook).run(parsed);
      }
      case Completion.NAME -> Completion.print(out);
      default -> {
        return compare(parsed);
      }
    }
    return ExitCode.OK;
  }

  private int compare(ParseResult parsed)
      throws IOException, InterruptedException, ExecutionException {
    List<String> names = parsed.matchedOptionValue("--strategy", List.of());
    var settings = new ArrayList<Settings>();
    for (Strategy strategy : Strategy.values()) {
      if (names.isEmpty() || names.stream().map(Flags::strategy).toList().contains(strategy)) {
        settings.add(settings(parsed, strategy));
      }
    }
    var files =
        new CompareReport.OutputFiles(
            parsed.matchedOptionValue("--chart", null), parsed.matchedOptionValue("--json", null));
    files.requireUsable();
    int runs = parsed.matchedOptionValue("--runs", 1);
    if (runs < 1) {
      throw new UsageException("--runs N must be >= 1 (got " + runs + ")");
    }
    var plan =
        new Compare.Plan(
            Options.withoutOutput(parsed), runs, parsed.matchedOptionValue("--dest", null));
    boolean ok = new Compare(out, err, shutdownHook).run(settings, plan, files);
    return ok ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static Strategy strategy(String name) {
    try {
      return Strategy.of(name);
    } catch (UsageException e) {
      throw e.withPrefix("Invalid value for option '--strategy':");
    }
  }

  /** Reads the options in the order of the original, which decides what it complains of first. */
  static Settings settings(ParseResult parsed, Strategy strategy) throws IOException {
    int defaultConcurReq =
        isComparison(parsed)
            ? Math.min(COMPARED_CONCUR_REQ, strategy.maxConcurReq)
            : strategy.defaultConcurReq;
    int maxReq = parsed.matchedOptionValue("--max_req", defaultConcurReq);
    if (maxReq < 1) {
      throw new UsageException("--max_req CONCURRENT must be >= 1 (got " + maxReq + ")");
    }
    int limit = parsed.matchedOptionValue("--limit", Integer.MAX_VALUE);
    if (limit < 1) {
      throw new UsageException("--limit N must be >= 1 (got " + limit + ")");
    }
    Site site = site(parsed);
    List<String> ccList =
        FlagsCommon.expandCcArgs(
            parsed.hasMatchedOption("--every"),
            parsed.hasMatchedOption("--all"),
            parsed.matchedPositionalValue(0, List.of()),
            limit,
            Path.of(""));
    return new Settings(
        ccList,
        site,
        parsed.matchedOptionValue("--dest", Settings.DEST_DIR),
        parsed.commandSpec().findOption("-v") != null && parsed.hasMatchedOption("-v"),
        strategy,
        maxReq);
  }

  private static boolean isComparison(ParseResult parsed) {
    return parsed.commandSpec().name().equals(Options.COMPARE);
  }

  /**
   * A comparison is of DELAY if nothing else is said: where nothing waits there is nothing to see.
   */
  static Site site(ParseResult parsed) {
    if (!parsed.hasMatchedOption("--server")) {
      return isComparison(parsed) ? Site.DELAY : Site.LOCAL;
    }
    try {
      return Site.of(parsed.matchedOptionValue("--server", ""));
    } catch (UsageException e) {
      throw e.withPrefix("--server");
    }
  }

  private int usageError(ParameterException e, String... args) {
    String message = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      message = "unexpected argument: '" + unmatched.getUnmatched().getFirst() + "'";
    }
    err.println("*** Usage error: " + Terminal.sanitize(message, Terminal.MAX_LENGTH));
    UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    CommandLine.Help help = e.getCommandLine().getHelp();
    err.print(help.synopsisHeading() + help.synopsis(0));
    err.println("Try '" + help.commandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private int failure(Throwable e) {
    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
    outOfMemory = cause instanceof OutOfMemoryError;
    String message =
        switch (cause) {
          case CannotRunException c -> c.getMessage();
          case OutOfMemoryError o -> FatalErrorHandler.isOfThreads(o) ? NO_THREADS : NO_MEMORY;
          case NoClassDefFoundError n ->
              "the Java in '"
                  + System.getProperty("java.home")
                  + "' cannot run this program: "
                  + n.getMessage()
                  + "; use a whole JDK, and allow it threads and memory";
          default -> "internal error: " + cause;
        };
    err.println("*** Error: " + Terminal.sanitize(message, 5 * Terminal.MAX_LENGTH));
    return ExitCode.SOFTWARE;
  }
}
