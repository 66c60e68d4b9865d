package flags;

import flags.compare.Comparison;
import flags.compare.Cost;
import flags.compare.MeasuredRun;
import flags.compare.Meter;
import flags.compare.OutputFiles;
import flags.compare.Report;
import flags.compare.RequestRecorder;
import flags.compare.WarmUp;
import flags.errors.CannotRunException;
import flags.errors.UsageException;
import flags.files.RunFolder;
import flags.http.FlagClient;
import flags.http.RequestListenerFactory;
import flags.http.Timeouts;
import flags.limits.ConnectionLimit;
import flags.limits.OpenFiles;
import flags.outcome.DownloadStatus;
import flags.outcome.RunResult;
import flags.process.ShutdownHook;
import flags.server.FallbackServer;
import flags.server.ServerProcess;
import flags.server.Site;
import flags.settings.CompareSettings;
import flags.settings.Settings;
import flags.settings.Strategy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Runs strategies one after the other with the same codes against the same server, and reports the
 * time and the cost of each; not in the original.
 */
final class Compare {
  private final CompareSettings settings;
  private final PrintStream err;
  private final ShutdownHook shutdownHook;
  private final OutputFiles files;
  private final Report report;

  Compare(CompareSettings settings, PrintStream out, PrintStream err, ShutdownHook shutdownHook) {
    this.settings = settings;
    this.err = err;
    this.shutdownHook = shutdownHook;
    files = new OutputFiles(settings.chart(), settings.json());
    report = new Report(out, err, files);
  }

  /**
   * Runs the strategies, prints the report and writes the files.
   *
   * @return whether the comparison is valid, see {@link Report#print}
   * @throws UsageException if a code or a file name is not valid
   * @throws CannotRunException if the comparison cannot start, or a file cannot be saved
   */
  boolean run() throws IOException, InterruptedException, ExecutionException {
    files.requireUsable();
    List<String> ccList = FlagsCommon.expandCcArgs(settings.strategies().getFirst());
    files.requireWritable();
    Comparison comparison = compare(ccList);
    if (comparison.runs().isEmpty()) {
      err.println("Interrupted before the first run was complete; no file was written.");
      return false;
    }
    return report.print(comparison);
  }

  /** Runs each strategy in each round. If interrupted, returns the runs completed so far. */
  private Comparison compare(List<String> ccList)
      throws IOException, InterruptedException, ExecutionException {
    Site site = settings.strategies().getFirst().site();
    Map<Strategy, Integer> concurReq = limitConcurReq(ccList);
    requireFolders();
    var runs = new ArrayList<MeasuredRun>();
    boolean interrupted = false;
    try (ServerProcess server = ServerProcess.startIfNeeded(site)) {
      if (server != null) {
        err.println(site.starting());
      }
      warmUp();
      var inTurn = new ArrayList<>(settings.strategies());
      for (int round = 1; round <= settings.rounds() && !interrupted; round++) {
        for (Settings each : inTurn) {
          MeasuredRun run = run(each.strategy(), ccList, concurReq.get(each.strategy()), round);
          interrupted = run.count(DownloadStatus.INTERRUPTED) > 0 && run.shortage() == null;
          if (interrupted) {
            break;
          }
          runs.add(run);
        }
        Collections.rotate(inTurn, -1); // the starting strategy rotates
      }
    }
    return new Comparison(
        settings.command(), site.label(), site.baseUrl(), ccList, runs, !interrupted);
  }

  /**
   * Returns the number of connections of each strategy. Prints each limit once, except that of a
   * strategy that has only one connection anyway.
   */
  private Map<Strategy, Integer> limitConcurReq(List<String> ccList) throws CannotRunException {
    var printed = new HashSet<String>();
    var concurReq = new EnumMap<Strategy, Integer>(Strategy.class);
    for (Settings each : settings.strategies()) {
      Consumer<String> warn =
          limit -> {
            boolean obvious = each.strategy().maxConcurReq == 1;
            if (!obvious && printed.add(limit)) {
              err.println(limit);
            }
          };
      concurReq.put(each.strategy(), ConnectionLimit.apply(each, ccList.size(), true, warn));
    }
    return concurReq;
  }

  /** Fails before the first run if the flags cannot be saved under {@code --dest}. */
  private void requireFolders() throws CannotRunException {
    if (settings.dest() != null) {
      for (Settings each : settings.strategies()) {
        FlagsCommon.open(folder(each.strategy()));
      }
    }
  }

  private Path folder(Strategy strategy) {
    return settings.dest().resolve(strategy.toString());
  }

  private void warmUp() throws IOException, InterruptedException, ExecutionException {
    WarmUp.run(
        settings.strategies().stream().map(Settings::strategy).toList(),
        (strategy, site, codes) -> {
          List<String> ccList =
              FlagsCommon.expandCcArgs(true, false, List.of(), codes, Path.of(""));
          int connections = OpenFiles.ofThisProcess().connections(strategy.defaultConcurReq, true);
          try (var folder = shutdownHook.closeOnShutdown(RunFolder::createTemporary)) {
            download(
                strategy,
                site,
                ccList,
                connections,
                folder.path(),
                new RequestRecorder(),
                Progress.NONE,
                () -> {});
          }
        });
  }

  private MeasuredRun run(Strategy strategy, List<String> ccList, int concurReq, int round)
      throws IOException, InterruptedException, ExecutionException {
    String label = strategy + (settings.rounds() > 1 ? " " + round + "/" + settings.rounds() : "");
    var recorder = new RequestRecorder();
    var meter = new Meter();
    try (var folder =
        shutdownHook.closeOnShutdown(
            () ->
                settings.dest() == null
                    ? RunFolder.createTemporary()
                    : new RunFolder(folder(strategy), false))) {
      RunResult result =
          download(
              strategy,
              settings.strategies().getFirst().site(),
              ccList,
              concurReq,
              folder.path(),
              recorder,
              FlagsCommon.bar(label, ccList.size(), err),
              meter::start);
      Cost cost = meter.stop();
      var run = new MeasuredRun(result, recorder.requests(meter.startNanos()), cost);
      if (result.fault() != null && run.shortage() == null) {
        throw new ExecutionException(result.fault());
      }
      report.addFlags(strategy.toString(), folder.path(), ccList);
      return run;
    }
  }

  private RunResult download(
      Strategy strategy,
      Site site,
      List<String> ccList,
      int concurReq,
      Path dest,
      RequestListenerFactory listener,
      Progress progress,
      Runnable begin)
      throws IOException, InterruptedException, ExecutionException {
    // No fallback server: if one started midway, the strategies would not share the same server.
    try (var noFallback = new FallbackServer(site.withoutFallback(), err);
        var client = new FlagClient(concurReq, Timeouts.DEFAULT)) {
      var downloader =
          new Downloader(site.baseUrl(), noFallback, client, FlagsCommon.open(dest), listener);
      shutdownHook.onShutdown(downloader::interrupt);
      return FlagsCommon.run(
          strategy.toString(),
          Strategies.create(strategy),
          ccList,
          downloader,
          concurReq,
          progress,
          begin);
    }
  }
}
