package flags.demo;

import flags.cli.DemoOptions;
import flags.cli.Options;
import flags.download.DownloadStatus;
import flags.download.FlagsCommon;
import flags.download.FlagsFutures;
import flags.download.Progress;
import flags.download.RunResult;
import flags.download.Settings;
import flags.download.Strategy;
import flags.messages.Plural;
import flags.messages.UsageException;
import flags.process.ChildJvm;
import flags.process.ShutdownHook;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** Runs the chapter's other programs, the subcommands of {@code demo}. */
public record Demos(
    PrintStream out, PrintStream err, ShutdownHook shutdownHook, ExecutorMap.Sleeper sleeper) {
  private static final int FUTURES_CODES = 5;
  private static final int FUTURES_WORKERS = 3;
  private static final int TASKS = 1000;
  private static final int MAX_PLATFORM = 10_000;
  private static final int MAX_VIRTUAL = 100_000;
  private static final List<Integer> SECONDS = List.of(0, 1, 2, 3, 4);

  public Demos(PrintStream out, PrintStream err, ShutdownHook shutdownHook) {
    this(out, err, shutdownHook, TimeUnit.SECONDS::sleep);
  }

  /** Runs the demo that the command line names, and returns the exit status. */
  public int run(ParseResult demo) throws IOException, InterruptedException, ExecutionException {
    if (!demo.hasSubcommand()) {
      throw new UsageException("name a demo: futures, map, primes or threads");
    }
    ParseResult parsed = demo.subcommand();
    return switch (parsed.commandSpec().name()) {
      case DemoOptions.FUTURES -> futures(parsed);
      case DemoOptions.MAP -> map(parsed);
      case DemoOptions.THREADS -> threads(parsed);
      default -> primes(parsed);
    };
  }

  private int futures(ParseResult parsed)
      throws IOException, InterruptedException, ExecutionException {
    List<String> ccList = FlagsCommon.POP20_CC.subList(0, FUTURES_CODES);
    var settings =
        new Settings(
            false,
            false,
            ccList,
            FUTURES_CODES,
            Options.site(parsed, Site.LOCAL),
            parsed.matchedOptionValue("--dest", Settings.DEST_DIR),
            true, // the lines of the futures show the errors
            Strategy.THREADPOOL,
            FUTURES_WORKERS);
    RunResult run =
        FlagsCommon.downloadFlags(
            settings,
            new FlagsFutures(out),
            total -> Progress.NONE, // FlagsFutures prints the progress
            out,
            err,
            shutdownHook);
    return run.count(DownloadStatus.ERROR) > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private int map(ParseResult parsed) throws InterruptedException, ExecutionException {
    var map = new ExecutorMap(out, sleeper);
    List<Integer> seconds = parsed.hasMatchedOption("--reverse") ? SECONDS.reversed() : SECONDS;
    map.inOrderOfSubmission(seconds);
    if (parsed.hasMatchedOption("--as-completed")) {
      out.println();
      map.asCompleted(seconds);
    }
    return ExitCode.OK;
  }

  private int threads(ParseResult parsed) throws IOException, InterruptedException {
    String only = parsed.matchedOptionValue("--executor", null);
    int tasks = parsed.matchedPositionalValue(0, TASKS);
    boolean virtual = "virtual".equals(only);
    int max = virtual ? MAX_VIRTUAL : MAX_PLATFORM;
    if (tasks < 1 || tasks > max) {
      throw new UsageException(
          "TASKS must be from 1 to %d for %s (got %d)%s"
              .formatted(
                  max,
                  virtual ? only : "platform",
                  tasks,
                  tasks > max && !virtual ? "; try --executor virtual" : ""));
    }
    if (only != null) {
      new Threads(out).run(tasks, only);
      return ExitCode.OK;
    }
    int status = ExitCode.OK;
    for (String kind : DemoOptions.THREAD_KINDS) {
      // A JVM keeps the memory that it once used, so each kind is measured in a new one.
      var command = List.of(DemoOptions.NAME, DemoOptions.THREADS, "--executor", kind, "" + tasks);
      String main = "flags.Main"; // a string, because Main uses this class
      Process process = ChildJvm.builder(List.of(), main, command).inheritIO().start();
      shutdownHook.onShutdown(process::destroyForcibly);
      status = Math.max(status, process.waitFor());
    }
    return status;
  }

  private int primes(ParseResult parsed) throws InterruptedException, ExecutionException {
    String executor = parsed.matchedOptionValue("--executor", DemoOptions.EXECUTORS.getFirst());
    boolean sequential = executor.equals("sequential");
    int processors = Runtime.getRuntime().availableProcessors();
    int requested = parsed.matchedPositionalValue(0, sequential ? 1 : processors);
    if (requested < 1) {
      throw new UsageException("WORKERS must be >= 1 (got " + requested + ")");
    }
    int workers = Math.min(requested, sequential ? 1 : Primes.MAX_WORKERS);
    if (workers < requested && parsed.hasMatchedPositional(0)) {
      String why = sequential ? "sequential has no more." : "there are no more numbers to check.";
      err.println("Only " + Plural.of(workers, "worker") + ": " + why);
    }
    var primes = new Primes(out);
    switch (executor) {
      case "sequential" -> primes.sequentially();
      case "virtual" -> primes.onVirtualThreads(workers);
      default -> primes.onPlatformThreads(workers);
    }
    return ExitCode.OK;
  }
}
