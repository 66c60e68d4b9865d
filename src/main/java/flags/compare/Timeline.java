package flags.compare;

import flags.download.DownloadStatus;
import flags.messages.Plural;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Draws a comparison: one panel per strategy, one above the other on a common time axis; in each
 * panel one lane per request in flight; in each lane one bar per request. The widths of texts are
 * estimates, because nothing here can measure a text.
 */
final class Timeline {
  private static final int WIDTH = 1200;
  private static final int LEFT = 28;
  private static final int RIGHT = 36;
  private static final int TOP = 92;
  private static final int BOTTOM = 56;
  private static final int HEADING = 26;
  private static final int BETWEEN = 18;

  private static final String WHITE = "fill=\"#ffffff\"";
  private static final String DARK = "fill=\"#222222\"";
  private static final String GREY = "fill=\"#666666\"";
  private static final String BOLD = DARK + " font-weight=\"bold\"";
  private static final String RIGHT_ALIGNED = " text-anchor=\"end\"";
  private static final String AT_BEST =
      "stroke=\"#d55e00\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"";

  /** The label and the colours of an outcome, which even colour-blind readers can tell apart. */
  private record Style(String label, String pale, String full) {
    static Style of(DownloadStatus status) {
      return switch (status) {
        case OK -> new Style("downloaded", "fill=\"#8fc1e3\"", "fill=\"#0072b2\"");
        case NOT_FOUND -> new Style("not found", "fill=\"#f7e2ae\"", "fill=\"#e69f00\"");
        case ERROR -> new Style("error", "fill=\"#dd6b3d\"", "fill=\"#8f2600\"");
        case INTERRUPTED -> new Style("not finished", "fill=\"#cccccc\"", "fill=\"#888888\"");
      };
    }
  }

  private final Comparison comparison;
  private final List<MeasuredRun> runs;
  private final Path dest; // where the flags were saved
  private final boolean play;
  private final double seconds;
  private final boolean inMillis;

  Timeline(Comparison comparison, Path dest, boolean play) {
    this.comparison = comparison;
    this.dest = dest;
    this.play = play;
    runs = comparison.typicalRuns();
    seconds = runs.stream().mapToLong(MeasuredRun::elapsedNanos).max().orElse(1) / 1e9;
    inMillis = seconds < 0.1;
  }

  /** Returns the picture as SVG. */
  String draw() {
    double bottom = TOP;
    for (MeasuredRun run : runs) {
      int lanes = run.lanes().size();
      bottom += HEADING + lanes * laneHeight(lanes) + BETWEEN;
    }
    int height = (int) Math.ceil(bottom + BOTTOM);
    var svg = new Svg(WIDTH, height, description());
    svg.rectangle(0, 0, WIDTH, height, WHITE);
    drawHeader(svg);
    drawAxis(svg, height - BOTTOM + 8);
    if (play) {
      svg.clip(LEFT, WIDTH - RIGHT + 1 - LEFT, height, seconds); // with the last line
    }
    double top = TOP;
    for (MeasuredRun run : runs) {
      top = drawPanel(svg, run, top + HEADING) + BETWEEN;
    }
    return svg.toString();
  }

  /** Describes the picture for a screen reader. */
  private String description() {
    var times = new StringJoiner("; ", comparison.command() + ": ", "");
    runs.forEach(run -> times.add(run.strategy() + " " + time(run)));
    return times.toString();
  }

  /** All panels have the same height, unless their lanes would be too high or too low. */
  private static double laneHeight(int lanes) {
    return Math.clamp(300.0 / lanes, 1, 40);
  }

  private double x(long nanos) {
    return LEFT + nanos / 1e9 / seconds * (WIDTH - LEFT - RIGHT);
  }

  private void drawHeader(Svg svg) {
    String title = comparison.command() + (comparison.complete() ? "" : " (interrupted)");
    String site = comparison.label() + " site: " + comparison.baseUrl();
    svg.text(LEFT, 36, 20, BOLD, fit(title, 20));
    svg.text(LEFT, 58, 13, GREY, fit(comparison.codes() + ", " + site, 13));

    double x = LEFT;
    for (DownloadStatus status : DownloadStatus.values()) {
      if (runs.stream().anyMatch(run -> run.result().count(status) > 0)) {
        Style style = Style.of(status);
        svg.rectangle(x, 70, 16, 10, style.pale);
        svg.rectangle(x + 16, 70, 6, 10, style.full);
        svg.text(x + 28, 79, 12, DARK, style.label);
        x += 46 + 6.4 * style.label.length();
      }
    }
    String explained = "pale: until the headers have arrived; full: while the rest arrives";
    boolean dashed = runs.stream().anyMatch(run -> comparison.best(run) != RequestTiming.NONE);
    svg.text(x, 79, 12, GREY, dashed ? explained + "; dashed: the end at best" : explained);
  }

  /** Removes the middle of a text that is too wide for the picture. */
  private static String fit(String text, double size) {
    int half = (int) ((WIDTH - LEFT - RIGHT) / (0.62 * size)) / 2;
    return text.length() <= 2 * half
        ? text
        : text.substring(0, half) + " … " + text.substring(text.length() - half + 3);
  }

  private void drawAxis(Svg svg, double y) {
    int perSecond = inMillis ? 1000 : 1;
    double step = step(seconds);
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step * perSecond) - 1e-9));
    for (int i = 0; i * step <= seconds * 1.0001; i++) {
      double x = x(Math.round(i * step * 1e9));
      svg.verticalLine(x, TOP, y, "stroke=\"#e4e4e4\"");
      String label = Table.decimals(decimals, i * step * perSecond);
      svg.text(x, y + 17, 12, GREY + " text-anchor=\"middle\"", label);
    }
    String label = (inMillis ? "milliseconds" : "seconds") + " since the start";
    svg.text(WIDTH - RIGHT, y + 35, 12, GREY + RIGHT_ALIGNED, label);
  }

  /** Returns a round number of seconds that gives four to ten ticks. */
  static double step(double seconds) {
    double power = Math.pow(10, Math.floor(Math.log10(seconds)));
    for (double step : new double[] {0.1, 0.2, 0.5}) {
      if (seconds / (step * power) <= 10) {
        return step * power;
      }
    }
    return power;
  }

  /** Draws a panel with the heading above it, and returns its lower edge. */
  private double drawPanel(Svg svg, MeasuredRun run, double top) {
    List<List<RequestTiming>> lanes = run.lanes();
    double lane = laneHeight(lanes.size());
    double height = lane * lanes.size();
    double bottom = top + height;
    double end = x(run.elapsedNanos());
    if (play) {
      svg.beginClipped();
    }
    svg.rectangle(LEFT, top, end - LEFT, height, "fill=\"#f5f5f5\"");
    var codes = new ArrayList<Runnable>(); // in front of the dashed line
    for (int i = 0; i < lanes.size(); i++) {
      for (RequestTiming request : lanes.get(i)) {
        drawBar(svg, request, top + i * lane, lane, codes);
      }
    }
    long best = comparison.best(run);
    if (best != RequestTiming.NONE) {
      svg.verticalLine(x(best), top - 3, bottom + 6, AT_BEST);
    }
    codes.forEach(Runnable::run);
    svg.verticalLine(end, top - 3, bottom + 6, "stroke=\"#222222\"");
    if (play) {
      svg.end();
    }

    double baseline = top - 9;
    String connections = Plural.of(run.concurReq(), "connection") + ", peak " + lanes.size();
    svg.text(LEFT, baseline, 16, BOLD, run.strategy());
    svg.text(LEFT + 116, baseline, 13, GREY, connections);
    if (play) {
      svg.beginAppearing(run.elapsedNanos() / 1e9);
    }
    String time = time(run);
    double width = 9.4 * time.length();
    double middle = top + height / 2;
    if (end + 10 + width < WIDTH) {
      svg.rectangle(end + 6, middle - 12, width, 26, WHITE);
      svg.text(end + 10, middle + 6, 17, BOLD, time);
    } else {
      svg.text(end, baseline, 17, BOLD + RIGHT_ALIGNED, time);
    }
    if (play) {
      svg.end();
    }
    return bottom;
  }

  private String time(MeasuredRun run) {
    double elapsed = run.elapsedNanos() / 1e9 * (inMillis ? 1000 : 1);
    String time = Table.decimals(2, elapsed) + (inMillis ? " ms" : " s");
    double speedUp = comparison.speedUp(run);
    if (speedUp >= 1.05) { // not for NaN either
      time +=
          ", " + Table.decimals(1, speedUp) + " times as fast as " + comparison.base().strategy();
    }
    return time;
  }

  private void drawBar(
      Svg svg, RequestTiming request, double top, double lane, List<Runnable> codes) {
    double height = lane - (lane >= 6 ? 1.5 : lane >= 3 ? 0.5 : 0);
    double start = x(request.started());
    double end = Math.max(x(request.ended()), start + 0.6);
    boolean responded = request.headers() != RequestTiming.NONE;
    double headers = responded ? Math.min(x(request.headers()), end - 0.6) : end;
    // Responses must be visible even if they arrive fast.
    double least = responded ? Math.min(2, (end - start) / 4) : 0;
    double arriving = end - Math.max(end - headers, least);
    DownloadStatus status = request.outcome().status();
    Style style = Style.of(status);
    svg.begin(request.describe());
    svg.rectangle(start, top, arriving - start, height, style.pale);
    svg.rectangle(arriving, top, end - arriving, height, style.full);

    double flagHeight = height - 20; // the code is below the flag
    double flagWidth = flagHeight * 4 / 3;
    boolean fits = flagHeight >= 15 && arriving - start >= flagWidth + 8;
    Path gif = dest.resolve(request.cc() + ".gif");
    boolean hasFlag = fits && status == DownloadStatus.OK;
    if (hasFlag) {
      try {
        svg.flag(start + 4, top + 4, flagWidth, flagHeight, request.cc(), gif);
      } catch (IOException e) {
        hasFlag = false; // it was removed meanwhile
      }
    }
    svg.end();
    double size = Math.min(11, height * 0.8);
    double codeWidth = 1.55 * size + 4;
    boolean onPale = arriving - start >= codeWidth;
    if (size >= 6 && (onPale || end - arriving >= codeWidth)) {
      double x = (onPale ? start : arriving) + (hasFlag ? 4 : 3);
      double y = hasFlag ? top + height - 4 : top + height / 2 + size * 0.36;
      String colour = (onPale ? DARK : WHITE) + " pointer-events=\"none\""; // the bar has a tooltip
      codes.add(() -> svg.text(x, y, size, colour, request.cc()));
    }
  }
}
