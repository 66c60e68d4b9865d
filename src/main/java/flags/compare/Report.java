package flags.compare;

import flags.download.DownloadStatus;
import flags.download.ErrorSummary;
import flags.files.CountryCodes;
import flags.messages.CannotRunException;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Prints a comparison and writes its files.
 *
 * @param dest the folder that the flags were saved in
 * @param play whether the chart plays
 */
public record Report(PrintStream out, PrintStream err, Path dest, boolean play) {
  /**
   * Prints the comparison and writes the files. Either file may be null.
   *
   * @return whether the comparison is valid: not every request failed, and all flags could be saved
   * @throws CannotRunException if a file is not writable
   */
  public boolean print(Comparison comparison, OutputFile chart, OutputFile json)
      throws IOException {
    boolean outTaken =
        chart != null && chart.stream() == out || json != null && json.stream() == out;
    printTable(comparison, outTaken ? err : out);
    ErrorSummary.print(comparison.runs().stream().map(MeasuredRun::result).toList(), err, "--json");
    if (!comparison.complete()) {
      err.println("Interrupted: only the complete runs are shown.");
    }
    try {
      if (json != null) {
        String version = Report.class.getPackage().getImplementationVersion(); // from the jar
        String program = version == null ? "(not packaged)" : version;
        json.write(to -> Json.write(comparison, program, to));
      }
    } finally {
      if (chart != null) {
        if (json != null && OutputFile.isSame(chart.target(), json.target())) {
          throw new CannotRunException("cannot write '" + chart.name() + "': the data are in it");
        }
        String svg = new Timeline(comparison, dest, play).draw();
        chart.write(to -> to.write(svg.getBytes(StandardCharsets.UTF_8)));
      }
    }
    boolean saved = comparison.runs().stream().allMatch(MeasuredRun::saved);
    if (!saved) {
      String remedy = "make room there, or name another folder with --dest DIR";
      err.println("*** Error: not all flags could be saved in '" + dest + "'; " + remedy);
    }
    int requests = comparison.runs().size() * comparison.ccList().size();
    return saved && total(comparison, DownloadStatus.ERROR) < requests;
  }

  private static void printTable(Comparison comparison, PrintStream out) throws IOException {
    out.println(comparison.label() + " site: " + comparison.baseUrl());
    out.println(comparison.codes());
    out.println();
    Table.lines(comparison).forEach(out::println);
    out.println();
    Sparklines.lines(comparison.typicalRuns(), out.charset()).forEach(out::println);
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
          "The server responds at once: these times are the work of both ends, and differ from run to"
              + (delay ? " run." : " run; try -s DELAY."));
    }
    if (total(comparison, DownloadStatus.OK) == 0) {
      boolean noneFound =
          total(comparison, DownloadStatus.ERROR) == 0
              && total(comparison, DownloadStatus.NOT_FOUND) > 0
              && !Collections.disjoint(comparison.ccList(), CountryCodes.builtIn());
      notes.add(noneFound ? Site.noneFound(comparison.baseUrl()) : "Nothing was downloaded.");
    }
    if (comparison.outcomesDiffer()) {
      boolean error = comparison.label().equals(Site.ERROR.label());
      String remedy = error ? "; 'flags serve --seed N' makes them repeatable." : ".";
      notes.add("Outcomes differ between runs" + remedy);
    }
    return notes;
  }

  private static int total(Comparison comparison, DownloadStatus status) {
    return comparison.runs().stream().mapToInt(run -> run.result().count(status)).sum();
  }
}
