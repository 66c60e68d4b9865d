package flags;

import flags.compare.Comparison;
import flags.compare.Meter;
import flags.compare.RequestRecorder;
import flags.errors.CannotRunException;
import flags.files.RunFolder;
import flags.http.FlagClient;
import flags.http.Timeouts;
import flags.outcome.Cost;
import flags.outcome.DownloadStatus;
import flags.outcome.RunResult;
import flags.process.FatalErrorHandler;
import flags.process.ShutdownHook;
import flags.server.FallbackServer;
import flags.server.ServerProcess;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Runs strategies one after the other over the same codes and against the same server, and shows
 * what each of them buys; not in the original.
 */
final class Compare {
  private final PrintStream err;
  private final ShutdownHook shutdownHook;
  private final CompareReport report;
  private final Set<String> told = new HashSet<>();
  private boolean interrupted;

  Compare(PrintStream out, PrintStream err, ShutdownHook shutdownHook) {
    this.err = err;
    this.shutdownHook = shutdownHook;
    report = new CompareReport(out, err);
  }

  /**
   * What was asked for, besides the settings of the runs.
   *
   * @param command what was typed
   * @param runs how often to run each strategy
   * @param keep where to keep the flags, in a folder a strategy, or null
   */
  record Plan(String command, int runs, Path keep) {}

  /**
   * Runs and reports.
   *
   * @param settings for each strategy; they differ in nothing else
   * @return whether something was downloaded or missing, and nothing of this machine was in the way
   * @throws CannotRunException if it cannot be done
   */
  boolean run(List<Settings> settings, Plan plan, CompareReport.OutputFiles files)
      throws IOException, InterruptedException, ExecutionException {
    files.requireWritable();
    Comparison comparison = compare(settings, plan, files.chart() != null);
    if (comparison.runs().isEmpty()) {
      err.println("Interrupted before the first run was complete; no file is written.");
      return false;
    }
    return report.print(comparison, plan, files);
  }

  /** Makes all runs, or those that are complete when it is interrupted. */
  private Comparison compare(List<Settings> settings, Plan plan, boolean drawn)
      throws IOException, InterruptedException, ExecutionException {
    Settings first = settings.getFirst();
    Site site = first.site();
    Map<Strategy, Integer> concurReq = concurReq(settings, plan);
    var runs = new ArrayList<RunResult>();
    var inTurn = new ArrayList<>(settings);
    try (ServerProcess server = ServerProcess.startIfNeeded(site)) {
      if (server != null) {
        err.println(site.starting());
      }
      new WarmUp(err, shutdownHook).run(settings.stream().map(Settings::strategy).toList());
      for (int number = 1; number <= plan.runs && !interrupted; number++) {
        for (Settings each : inTurn) {
          String name = each.strategy() + (plan.runs > 1 ? " " + number + "/" + plan.runs : "");
          Progress progress = Progress.bar(name, each.ccList().size(), err);
          RunResult run = run(each, concurReq.get(each.strategy()), progress, plan, drawn);
          if (run.count(DownloadStatus.INTERRUPTED) > 0 && run.shortage() == null) {
            interrupted = true;
            break;
          }
          runs.add(run);
        }
        Collections.rotate(inTurn, -1); // none is always the first
      }
    }
    return new Comparison(
        plan.command, site.label(), site.baseUrl(), first.ccList(), runs, !interrupted);
  }

  /** Says once what limits the connections, and fails now where flags cannot be kept. */
  private Map<Strategy, Integer> concurReq(List<Settings> settings, Plan plan)
      throws CannotRunException {
    var concurReq = new HashMap<Strategy, Integer>();
    for (Settings each : settings) {
      Strategy strategy = each.strategy();
      concurReq.put(
          strategy,
          strategy == Strategy.SEQUENTIAL
              ? 1
              : FlagsCommon.limitConcurReq(
                  each,
                  true, // as in the warm-up
                  limit -> {
                    if (told.add(limit)) {
                      err.println(limit);
                    }
                  }));
      if (plan.keep != null) {
        FlagsCommon.open(plan.keep.resolve(strategy.toString()));
      }
    }
    return concurReq;
  }

  private RunResult run(
      Settings settings, int concurReq, Progress progress, Plan plan, boolean drawn)
      throws IOException, InterruptedException, ExecutionException {
    String strategy = settings.strategy().toString();
    var recording = new RequestRecorder();
    try (var folder =
            shutdownHook.keep(
                () ->
                    plan.keep == null
                        ? RunFolder.createTemporary()
                        : new RunFolder(plan.keep.resolve(strategy), false));
        // One that ended in the middle would not be the same for all.
        var noFallback = new FallbackServer(settings.site().withoutFallback(), err);
        var client = new FlagClient(concurReq, Timeouts.DEFAULT)) {
      var downloader =
          new Downloader(
              settings.site().baseUrl(),
              noFallback,
              client,
              FlagsCommon.open(folder.path()),
              recording);
      shutdownHook.onShutdown(downloader::interrupt);
      var meter = new Meter();
      long[] start = new long[1];
      RunResult run =
          FlagsCommon.run(
              settings.strategy(),
              settings.strategy().create(),
              settings.ccList(),
              downloader,
              concurReq,
              progress,
              () -> {
                meter.start();
                start[0] = System.nanoTime();
              });
      Cost cost = meter.stop();
      if (drawn) {
        report.readFlags(folder.path(), settings.ccList());
      }
      report.noteFolder(strategy, folder.path());
      return new RunResult(
          strategy,
          concurReq,
          run.counter(),
          run.elapsedNanos(),
          recording.requests(start[0]),
          cost,
          shortage(downloader.fault()));
    }
  }

  /** Says what of the machine a run was short of; nothing if it was not given up. */
  private static String shortage(Throwable fault) throws ExecutionException {
    if (fault == null) {
      return null;
    }
    if (fault instanceof OutOfMemoryError e) {
      return FatalErrorHandler.isOfThreads(e) ? "no more threads" : "no more memory";
    }
    throw new ExecutionException(fault);
  }
}
