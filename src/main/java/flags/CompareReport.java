package flags;

import static java.nio.file.Files.exists;
import static java.nio.file.Files.isRegularFile;
import static java.nio.file.Files.readAllBytes;
import static java.nio.file.Files.size;

import flags.compare.Comparison;
import flags.compare.Comparison.Summary;
import flags.compare.Json;
import flags.compare.Sparklines;
import flags.compare.Table;
import flags.compare.Timeline;
import flags.errors.CannotRunException;
import flags.errors.UsageException;
import flags.files.CountryCodes;
import flags.files.OutputFile;
import flags.outcome.DownloadStatus;
import flags.outcome.RequestTiming;
import flags.outcome.RunResult;
import flags.process.Stdout;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what a comparison came to, in the terminal and in files. */
final class CompareReport {
  private static final long MAX_FLAG_BYTES = 64 * 1024;

  /**
   * The files to write.
   *
   * @param chart to draw it in, as SVG, or null
   * @param json to write the data to, or null
   */
  record OutputFiles(Path chart, Path json) {
    static final Path STDOUT = Path.of("-");

    private static boolean isStdout(Path file) {
      return STDOUT.equals(file) || file != null && OutputFile.isStdout(file);
    }

    /**
     * Fails for names that cannot be meant.
     *
     * @throws UsageException if both are one file, or the chart seems to be wanted in another
     *     format
     */
    void requireUsable() {
      if (chart == null) {
        return;
      }
      boolean device = exists(chart) && !isRegularFile(chart);
      boolean svg = chart.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
      if (!svg && !device && !isStdout(chart)) {
        throw new UsageException("--chart FILE must end in .svg (got '" + chart + "')");
      }
      if (json != null && (isStdout(chart) && isStdout(json) || OutputFile.isSame(chart, json))) {
        throw new UsageException("--chart and --json must be two files (got '" + chart + "')");
      }
    }

    /** Fails where one of them cannot be written, before that costs somebody the runs. */
    void requireWritable() throws CannotRunException {
      for (Path file : new Path[] {chart, json}) {
        if (file != null && !isStdout(file)) {
          OutputFile.of(file);
        }
      }
    }

    /** Whether one of them is stdout, so that the table has to go elsewhere. */
    boolean toStdout() {
      return isStdout(chart) || isStdout(json);
    }
  }

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, byte[]> flags = new HashMap<>();
  private final Map<String, Path> folders = new HashMap<>();

  CompareReport(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Keeps the flags that a run has downloaded, to draw them. */
  void readFlags(Path folder, List<String> ccList) throws IOException {
    for (String cc : ccList) {
      Path file = folder.resolve(cc + ".gif");
      if (!flags.containsKey(cc) && isRegularFile(file) && size(file) <= MAX_FLAG_BYTES) {
        flags.put(cc, readAllBytes(file));
      }
    }
  }

  /** Keeps where the last run of a strategy saved its flags. */
  void noteFolder(String strategy, Path folder) {
    folders.put(strategy, folder);
  }

  /**
   * Prints the comparison and writes the files.
   *
   * @return whether it is one: not if every request failed, or threads or memory were short
   * @throws CannotRunException if a file cannot be written, or flags could not be saved
   */
  boolean print(Comparison comparison, Compare.Plan plan, OutputFiles files) throws IOException {
    boolean toStdout = files.toStdout();
    printTable(comparison, !toStdout && Stdout.showsColors(), toStdout ? err : out);
    printReasons(comparison);
    if (!comparison.complete()) {
      err.println("Interrupted: these are the complete runs alone.");
    }
    if (files.json != null) {
      String version = Compare.class.getPackage().getImplementationVersion(); // from the jar
      String program = version == null ? "(not packaged)" : version;
      write(files.json, stream -> Json.write(comparison, program, stream));
    }
    if (files.chart != null) {
      write(files.chart, new Timeline(comparison, flags)::writeTo);
    }
    requireSaved(comparison);
    List<RunResult> runs = comparison.runs();
    return runs.stream().allMatch(run -> run.shortage() == null)
        && runs.stream().anyMatch(run -> run.count(DownloadStatus.ERROR) < codes(run));
  }

  private static int codes(RunResult run) {
    return run.counter().values().stream().mapToInt(Integer::intValue).sum();
  }

  private void write(Path file, OutputFile.Content content) throws IOException {
    if (OutputFiles.isStdout(file)) {
      content.writeTo(out);
    } else {
      OutputFile.of(file).save(content);
    }
  }

  private static void printTable(Comparison comparison, boolean colors, PrintStream out)
      throws IOException {
    out.println(comparison.label() + " site: " + comparison.baseUrl());
    out.println(comparison.codes());
    out.println();
    Table.lines(comparison).forEach(out::println);
    out.println();
    List<RunResult> typical =
        comparison.summaries().stream()
            .map(Summary::typical)
            .filter(run -> run.shortage() == null)
            .toList();
    Sparklines.lines(typical, out.charset(), colors).forEach(out::println);
    for (String note : notes(comparison)) {
      out.println();
      out.println(note);
    }
  }

  private static List<String> notes(Comparison comparison) throws IOException {
    var notes = new ArrayList<String>();
    if (!comparison.waits()) {
      boolean delay = comparison.label().equals(Site.DELAY.label());
      notes.add(
          "Nothing waits here, so there is little to gain"
              + (delay ? "." : "; see it with -s DELAY."));
    }
    if (total(comparison, DownloadStatus.OK) == 0) {
      boolean noneFound =
          total(comparison, DownloadStatus.ERROR) == 0
              && total(comparison, DownloadStatus.NOT_FOUND) > 0
              && !Collections.disjoint(comparison.ccList(), CountryCodes.builtIn());
      notes.add(
          noneFound ? FlagsCommon.noneFound(comparison.baseUrl()) : "Nothing was downloaded.");
    }
    if (comparison.outcomesDiffer() && !comparison.label().equals(Site.ERROR.label())) {
      notes.add("Outcomes differ between runs.");
    }
    return notes;
  }

  private static int total(Comparison comparison, DownloadStatus status) {
    return comparison.runs().stream().mapToInt(run -> run.count(status)).sum();
  }

  private void printReasons(Comparison comparison) {
    var reasons = new ErrorReasons(new Progress.NoProgress());
    for (RunResult run : comparison.runs()) {
      for (RequestTiming request : run.requests()) {
        reasons.add(request.cc(), request.outcome(), run.strategy());
      }
    }
    reasons.print(err, "--json");
    for (RunResult run : comparison.runs()) {
      if (run.shortage() != null) {
        err.println(
            "*** Error: "
                + run.strategy()
                + ": "
                + run.shortage()
                + " to be had; use fewer connections with -m N");
      }
    }
  }

  private void requireSaved(Comparison comparison) throws CannotRunException {
    for (RunResult run : comparison.runs()) {
      for (RequestTiming request : run.requests()) {
        if (request.outcome().local()) {
          Path file = folders.get(run.strategy()).resolve(request.cc() + ".gif");
          throw new CannotRunException(
              request.outcome().reason().replaceFirst("cannot save", "cannot save '" + file + "'")
                  + "; make room there, or name another folder with --dest DIR or TMPDIR=DIR");
        }
      }
    }
  }
}
