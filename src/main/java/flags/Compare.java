package flags;

import flags.compare.Comparison;
import flags.compare.Comparison.Summary;
import flags.compare.Json;
import flags.compare.Recording;
import flags.compare.Shapes;
import flags.compare.Table;
import flags.compare.Timeline;
import flags.errors.CannotRunException;
import flags.files.Destination;
import flags.files.OpenFiles;
import flags.files.OutputFile;
import flags.files.RunFolder;
import flags.http.FlagClient;
import flags.http.Timeouts;
import flags.outcome.DownloadStatus;
import flags.outcome.Run;
import flags.outcome.Span;
import flags.process.Interruption;
import flags.process.Stdout;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.FlagFiles;
import flags.server.Site;
import flags.server.StandIn;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import okhttp3.HttpUrl;

/**
 * Runs strategies one after the other over the same codes and against the same server, and shows
 * what each of them buys; not in the original.
 */
final class Compare {
  private static final int WARM_UP_CODES = 200;
  private static final int WARM_UP_ROUNDS = 2;
  private static final long MAX_FLAG_BYTES = 64 * 1024;
  private static final int CONNECT_MILLIS = 1000;

  /**
   * What to do with what was seen.
   *
   * @param runs how often to run each strategy
   * @param chart where to draw it as SVG, or null
   * @param json where to write it, {@code -} for stdout, or null
   * @param keep where to keep the flags, in a folder a strategy, or null
   */
  record Output(String command, int runs, Path chart, Path json, Path keep) {
    static final Path STDOUT = Path.of("-");
  }

  private final PrintStream out;
  private final PrintStream err;
  private final Interruption interruption;
  private final Map<String, byte[]> flags = new HashMap<>();
  private boolean interrupted;
  private String gone;

  Compare(PrintStream out, PrintStream err, Interruption interruption) {
    this.out = out;
    this.err = err;
    this.interruption = interruption;
  }

  /**
   * Runs and reports.
   *
   * @param settings for each strategy; they differ in nothing else
   * @throws CannotRunException if it cannot be done, or the server was gone before its end
   */
  void run(List<Settings> settings, Output output)
      throws IOException, InterruptedException, ExecutionException {
    boolean toStdout = Output.STDOUT.equals(output.json);
    try (OutputFile chart = output.chart == null ? null : OutputFile.open(output.chart);
        OutputFile json = output.json == null || toStdout ? null : OutputFile.open(output.json)) {
      Comparison comparison = compare(settings, output);
      if (!comparison.runs().isEmpty()) {
        boolean colors = !toStdout && Stdout.showsColors();
        report(comparison, colors, toStdout ? err : out);
      }
      if (interrupted) {
        err.println("Interrupted: only complete runs were counted, and no file is written.");
        return;
      }
      if (toStdout) {
        writeJson(comparison, out);
      } else if (json != null) {
        json.save(stream -> writeJson(comparison, stream));
      }
      if (chart != null) {
        chart.save(new Timeline(comparison, flags)::writeTo);
      }
      if (gone != null) {
        boolean labelled = settings.getFirst().site().demo() != null;
        throw new CannotRunException(
            "nobody answers at "
                + comparison.baseUrl()
                + ": "
                + gone
                + (labelled ? "; run 'flags serve' in another shell, and try again" : ""));
      }
    }
  }

  private static void writeJson(Comparison comparison, java.io.OutputStream stream)
      throws IOException {
    String version = Compare.class.getPackage().getImplementationVersion(); // from the jar
    Json.write(comparison, version == null ? "(not packaged)" : version, stream);
  }

  /** Makes all runs, or those that are complete when it is interrupted. */
  private Comparison compare(List<Settings> settings, Output output)
      throws IOException, InterruptedException, ExecutionException {
    Settings first = settings.getFirst();
    Site site = first.site();
    var concurReq = new HashMap<Strategy, Integer>();
    for (Settings each : settings) {
      Strategy strategy = each.strategy();
      concurReq.put(
          strategy, strategy == Strategy.SEQUENTIAL ? 1 : FlagsCommon.concurReq(each, err));
      if (output.keep != null) {
        FlagsCommon.open(output.keep.resolve(strategy.toString())); // or it fails now
      }
    }
    var runs = new ArrayList<Run>();
    var inTurn = new ArrayList<>(settings);
    try (var standIn = new StandIn(site, err)) {
      standIn.start();
      warmUp(settings);
      for (int number = 0; number < output.runs && !interrupted; number++) {
        for (Settings each : inTurn) {
          String name =
              each.strategy() + (output.runs > 1 ? " " + (number + 1) + "/" + output.runs : "");
          Progress progress = Progress.bar(name, each.ccList().size(), err);
          Run run = run(each, concurReq.get(each.strategy()), progress, output);
          if (run.count(DownloadStatus.INTERRUPTED) > 0) {
            interrupted = true;
            break;
          }
          runs.add(run);
        }
        Collections.rotate(inTurn, -1); // none is always the first
      }
      gone = interrupted ? null : whyNobodyAnswers(site.baseUrl(), runs);
    }
    return new Comparison(output.command, site.label(), site.baseUrl(), first.ccList(), runs);
  }

  /** So that no strategy pays for classes and code that the next ones find loaded and compiled. */
  private void warmUp(List<Settings> settings)
      throws IOException, InterruptedException, ExecutionException {
    List<String> ccList =
        FlagsCommon.expandCcArgs(true, false, List.of(), WARM_UP_CODES, Path.of(""));
    try (var server = DemoServer.start(0, FlagFiles.builtIn(), new Behaviour())) {
      var site = new Site("URL", "http://localhost:" + server.port() + "/flags", -1, null);
      var output = new Output("", 1, null, null, null);
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        for (Settings each : settings) {
          int wanted = each.strategy().defaultConcurReq;
          int concurReq = OpenFiles.ofThisProcess().connections(wanted, true);
          var warmUp = new Settings(ccList, site, null, false, each.strategy(), concurReq);
          run(warmUp, concurReq, new Progress.NoProgress(), output);
        }
      }
    }
  }

  private Run run(Settings settings, int concurReq, Progress progress, Output output)
      throws IOException, InterruptedException, ExecutionException {
    String strategy = settings.strategy().toString();
    var recording = new Recording();
    try (var folder =
            output.keep == null
                ? RunFolder.fresh()
                : new RunFolder(output.keep.resolve(strategy), false);
        // One that ended in the middle would not be the same for all.
        var noStandIn = new StandIn(settings.site().withoutDemo(), err);
        var client = new FlagClient(concurReq, Timeouts.DEFAULT)) {
      Destination destination = FlagsCommon.open(folder.path());
      var downloader =
          new Downloader(settings.site().baseUrl(), noStandIn, client, destination, recording);
      interruption.watch(downloader::interrupt);
      long start = System.nanoTime();
      Run run =
          FlagsCommon.run(
              settings.strategy(),
              settings.strategy().create(),
              settings.ccList(),
              downloader,
              concurReq,
              progress);
      if (downloader.fault() != null) {
        throw new ExecutionException(downloader.fault());
      }
      if (output.chart != null) {
        readFlags(folder.path(), settings.ccList());
      }
      return new Run(
          strategy, concurReq, run.counter(), run.elapsedNanos(), recording.spans(start));
    }
  }

  private void readFlags(Path folder, List<String> ccList) throws IOException {
    for (String cc : ccList) {
      Path file = folder.resolve(cc + ".gif");
      if (!flags.containsKey(cc) && Files.exists(file) && Files.size(file) <= MAX_FLAG_BYTES) {
        flags.put(cc, Files.readAllBytes(file));
      }
    }
  }

  private static void report(Comparison comparison, boolean colors, PrintStream out) {
    List<Summary> summaries = comparison.summaries();
    out.println(comparison.label() + " site: " + comparison.baseUrl());
    out.println(comparison.codes());
    out.println();
    Table.lines(summaries).forEach(out::println);
    out.println();
    List<Run> typical = summaries.stream().map(Summary::typical).toList();
    Shapes.lines(typical, out.charset(), colors).forEach(out::println);
    if (comparison.endsDiffer() && !comparison.label().equals(Site.ERROR.label())) {
      out.println();
      out.println("Not all runs came to the same ends: the server did not answer them alike.");
    }
  }

  /** Returns why requests were not answered, if nobody listens there any more, or null. */
  private static String whyNobodyAnswers(String baseUrl, List<Run> runs) {
    List<Span> unanswered =
        runs.stream()
            .flatMap(run -> run.spans().stream())
            .filter(s -> s.httpStatus() == 0)
            .toList();
    if (unanswered.isEmpty()) {
      return null;
    }
    HttpUrl url = HttpUrl.get(baseUrl);
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.host(), url.port()), CONNECT_MILLIS);
      return null;
    } catch (IOException e) {
      return unanswered.getLast().outcome().reason();
    }
  }
}
