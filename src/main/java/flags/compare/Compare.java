package flags.compare;

import flags.download.ConnectionLimit;
import flags.download.DownloadStatus;
import flags.download.Downloader;
import flags.download.FlagsCommon;
import flags.download.Progress;
import flags.download.Run;
import flags.download.RunResult;
import flags.download.Settings;
import flags.download.Strategy;
import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Timeouts;
import flags.messages.CannotRunException;
import flags.process.ShutdownHook;
import flags.process.SpareThreads;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.ServedFlags;
import flags.server.ServerProcess;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs strategies one after the other with the same codes against the same server, and reports the
 * time and the cost of each; not in the original.
 */
public final class Compare {
  private static final int WARM_UP_CODES = 200;
  private static final double WARM_UP_ERROR_RATE = 0.25;
  private static final int WARM_UP_ROUNDS = 2;

  private final CompareSettings settings;
  private final Settings common;
  private final Site site;
  private final PrintStream out;
  private final PrintStream err;
  private final ShutdownHook shutdownHook;

  public Compare(
      CompareSettings settings, PrintStream out, PrintStream err, ShutdownHook shutdownHook) {
    this.settings = settings;
    common = settings.perStrategy().getFirst();
    site = common.site();
    this.out = out;
    this.err = err;
    this.shutdownHook = shutdownHook;
  }

  /**
   * Runs the strategies, prints the report and writes the files. Returns whether the comparison is
   * valid, see {@link Report#print}.
   */
  public boolean run() throws IOException, InterruptedException, ExecutionException {
    List<String> ccList =
        FlagsCommon.expandCcArgs(common.every(), common.all(), common.ccArgs(), common.limit());
    OutputFile.requireSvg(settings.chart());
    Destination.open(common.destDir()); // creates it: a file may be in it
    OutputFile chart = OutputFile.open(settings.chart(), out, err);
    OutputFile json = OutputFile.open(settings.json(), out, err);
    OutputFile.requireTwo(chart, json);
    Comparison comparison = compare(ccList);
    if (comparison.runs().isEmpty()) {
      err.println("Interrupted before the first run was complete; no result was written.");
      return false;
    }
    return new Report(out, err, common.destDir(), settings.play()).print(comparison, chart, json);
  }

  /** Runs each strategy in each round. If interrupted, returns the runs completed so far. */
  private Comparison compare(List<String> ccList)
      throws IOException, InterruptedException, ExecutionException {
    Map<Strategy, Integer> concurReq = limitConcurReq(ccList);
    var runs = new ArrayList<MeasuredRun>();
    boolean interrupted;
    shutdownHook.onShutdown(() -> {}); // from here on, the JVM waits until all is cleaned up
    try (ServerProcess server = startServer()) {
      if (server != null) {
        err.println(site.starting());
      }
      SpareThreads.require();
      interrupted = warmUp();
      var inTurn = new ArrayList<>(settings.perStrategy());
      for (int round = 1; round <= settings.rounds() && !interrupted; round++) {
        for (Settings each : inTurn) {
          MeasuredRun run = run(each.strategy(), ccList, concurReq.get(each.strategy()), round);
          interrupted = run.result().count(DownloadStatus.INTERRUPTED) > 0;
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

  private ServerProcess startServer() throws IOException, InterruptedException {
    try {
      return ServerProcess.startIfNeeded(site);
    } catch (IOException e) {
      // A Ctrl-C in a terminal may end the new process before it reaches this one.
      if (shutdownHook.isCancelledWithin(300)) {
        return null;
      }
      throw e;
    }
  }

  /**
   * Returns the number of connections of each strategy. Prints each limit once, except that of a
   * strategy that has only one connection anyway.
   */
  private Map<Strategy, Integer> limitConcurReq(List<String> ccList) throws CannotRunException {
    var limits = new LinkedHashSet<String>();
    var concurReq = new EnumMap<Strategy, Integer>(Strategy.class);
    for (Settings each : settings.perStrategy()) {
      boolean obvious = each.strategy().maxConcurReq == 1;
      Consumer<String> warn = obvious ? limit -> {} : limits::add;
      concurReq.put(each.strategy(), ConnectionLimit.apply(each, ccList.size(), false, warn));
    }
    limits.forEach(err::println);
    return concurReq;
  }

  /**
   * Runs each strategy with flags, missing flags and errors. Otherwise the first strategy would
   * load and compile classes on behalf of the others. Returns whether it was interrupted.
   */
  private boolean warmUp() throws IOException, InterruptedException, ExecutionException {
    List<String> ccList = FlagsCommon.expandCcArgs(true, false, List.of(), WARM_UP_CODES);
    int openFiles = ConnectionLimit.openFiles();
    var behaviour = new Behaviour().withErrorRate(WARM_UP_ERROR_RATE);
    Path folder = Files.createTempDirectory(common.destDir(), ".flags");
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), behaviour)) {
      var own = Site.of("http://localhost:" + server.port() + "/flags");
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        for (Settings each : settings.perStrategy()) {
          int concurReq = ConnectionLimit.fit(each.strategy().defaultConcurReq, openFiles, true);
          var downloads = new Downloads(own, folder, ccList, concurReq);
          RunResult run =
              download(each.strategy(), downloads, new RunRecorder(), () -> Progress.NONE);
          if (run.count(DownloadStatus.INTERRUPTED) > 0) {
            return true;
          }
        }
      }
      return false;
    } finally { // as far as possible: on Windows, a virus scanner may hold a file open
      for (String cc : ccList) {
        folder.resolve(cc + ".gif").toFile().delete();
      }
      folder.toFile().delete();
    }
  }

  private MeasuredRun run(Strategy strategy, List<String> ccList, int concurReq, int round)
      throws IOException, InterruptedException, ExecutionException {
    String name = String.format("%-10s", strategy); // so that the bars start in the same column
    String label = settings.rounds() > 1 ? name + " " + round + "/" + settings.rounds() : name;
    var recorder = new RunRecorder();
    var downloads = new Downloads(site, common.destDir(), ccList, concurReq);
    RunResult result =
        download(strategy, downloads, recorder, () -> FlagsCommon.bar(label, ccList.size(), err));
    if (result.count(DownloadStatus.ERROR) > 0
        && result.count(DownloadStatus.INTERRUPTED) == 0
        && site.hasServer()
        && !DemoServer.isListening(site.port(), 1000)) { // it may be busy
      throw new CannotRunException(
          "the server at " + site.baseUrl() + " stopped; start one with 'flags serve'");
    }
    return recorder.stop(result);
  }

  /** What to download, from where, to where, and with how many connections. */
  private record Downloads(Site site, Path dest, List<String> ccList, int concurReq) {}

  private RunResult download(
      Strategy strategy, Downloads what, RunRecorder recorder, Supplier<Progress> progress)
      throws IOException, InterruptedException, ExecutionException {
    String name = strategy.toString();
    try (var client = new FlagClient(what.concurReq, Timeouts.DEFAULT)) {
      // No fallback server: if one started midway, the strategies would not share the same server.
      Downloader.Fallback none = () -> false;
      var downloader =
          new Downloader(
              what.site.baseUrl(), none, client, Destination.open(what.dest), recorder::listener);
      shutdownHook.onShutdown(client::cancel);
      var run = new Run(name, strategy.implementation, what.ccList, downloader, what.concurReq);
      Progress shown = progress.get(); // the bar's threads are not the run's
      recorder.start();
      return run.execute(shown);
    }
  }
}
