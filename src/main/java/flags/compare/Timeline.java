package flags.compare;

import flags.compare.Comparison.Summary;
import flags.compare.Lanes.Placed;
import flags.errors.Plural;
import flags.outcome.DownloadStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Draws a comparison as an SVG picture: one panel per strategy, one above the other on a common
 * time axis; in each panel one lane per request in flight; in each lane one bar per request. All
 * positions and sizes are in pixels.
 */
final class Timeline {
  private static final int WIDTH = 1200;
  private static final int LEFT = 28;
  private static final int RIGHT = 36;
  private static final int TOP = 92;
  private static final int BOTTOM = 56;
  private static final int HEADING = 26;
  private static final int BETWEEN = 18;

  /** The height of a panel, unless its lanes reach their minimum or maximum height. */
  private static final double PANEL = 300;

  private static final double MIN_LANE = 1;
  private static final double MAX_LANE = 40;

  private static final double TITLE = 20;
  private static final double SUBTITLE = 13;

  private static final String WHITE = "fill=\"#ffffff\"";
  private static final String BAND = "fill=\"#f5f5f5\"";

  // styles of texts
  private static final String DARK = "fill=\"#222222\"";
  private static final String BOLD = DARK + " font-weight=\"bold\"";
  private static final String GREY = "fill=\"#666666\"";
  private static final String CENTERED = " text-anchor=\"middle\"";
  private static final String RIGHT_ALIGNED = " text-anchor=\"end\"";

  // styles of lines
  private static final String TICK = "stroke=\"#e4e4e4\"";
  private static final String END = "stroke=\"#222222\"";
  private static final String BEST =
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
  private final List<Summary> summaries;
  private final Map<String, byte[]> flags;
  private final double seconds;
  private final int perSecond;
  private final String unit;
  private Svg svg;

  /**
   * @param flags the flags to draw, as GIFs, by country code
   */
  public Timeline(Comparison comparison, Map<String, byte[]> flags) {
    this.comparison = comparison;
    this.flags = flags;
    summaries =
        comparison.summaries().stream().filter(s -> s.typical().shortage() == null).toList();
    seconds = summaries.stream().mapToLong(s -> s.typical().elapsedNanos()).max().orElse(1) / 1e9;
    perSecond = seconds < 0.1 ? 1000 : 1;
    unit = seconds < 0.1 ? "ms" : "s";
  }

  /** Writes the picture. */
  public void writeTo(OutputStream out) throws IOException {
    double bottom = TOP;
    for (Summary summary : summaries) {
      Lanes lanes = Lanes.of(summary.typical().requests());
      bottom += HEADING + lanes.count() * laneHeight(lanes) + BETWEEN;
    }
    int height = (int) Math.ceil(bottom + BOTTOM);
    svg = new Svg(WIDTH, height);
    svg.rectangle(0, 0, WIDTH, height, WHITE);
    drawTitle();
    drawLegend();
    drawAxis(height - BOTTOM + 8);
    double heading = TOP;
    for (Summary summary : summaries) {
      heading = drawPanel(summary, heading) + BETWEEN;
    }
    out.write(svg.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static double laneHeight(Lanes lanes) {
    return Math.clamp(PANEL / Math.max(1, lanes.count()), MIN_LANE, MAX_LANE);
  }

  private double x(long nanos) {
    return LEFT + nanos / 1e9 / seconds * (WIDTH - LEFT - RIGHT);
  }

  private void drawTitle() {
    String title = comparison.command() + (comparison.complete() ? "" : " (interrupted)");
    svg.text(LEFT, 36, TITLE, BOLD, fit(title, TITLE));
    String site = comparison.label() + " site: " + comparison.baseUrl();
    svg.text(LEFT, 58, SUBTITLE, GREY, fit(comparison.codes() + ", " + site, SUBTITLE));
  }

  /** Removes the middle of a text that is too wide for the picture. */
  private static String fit(String text, double size) {
    int maxLength = (int) ((WIDTH - LEFT - RIGHT) / (0.62 * size));
    if (text.length() <= maxLength) {
      return text;
    }
    return text.substring(0, maxLength / 2)
        + " … "
        + text.substring(text.length() - maxLength / 2 + 3);
  }

  private void drawLegend() {
    double x = LEFT;
    for (DownloadStatus status : DownloadStatus.values()) {
      if (summaries.stream()
          .flatMap(summary -> summary.typical().requests().stream())
          .anyMatch(request -> request.outcome().status() == status)) {
        Style style = Style.of(status);
        svg.rectangle(x, 70, 16, 10, style.pale);
        svg.rectangle(x + 16, 70, 6, 10, style.full);
        svg.text(x + 28, 79, 12, DARK, style.label);
        x += 46 + 6.4 * style.label.length();
      }
    }
    String explained = "pale: until the first byte; full: while it arrives";
    if (summaries.stream().anyMatch(summary -> summary.best() != Comparison.NONE)) {
      explained += "; dashed: the end at best";
    }
    svg.text(x, 79, 12, GREY, explained);
  }

  private void drawAxis(double y) {
    double step = step(seconds);
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step * perSecond) - 1e-9));
    for (int i = 0; i * step <= seconds * 1.0001; i++) {
      double x = x(Math.round(i * step * 1e9));
      svg.verticalLine(x, TOP, y, TICK);
      String label = Table.decimals(decimals, i * step * perSecond);
      svg.text(x, y + 17, 12, GREY + CENTERED, label);
    }
    String label = (perSecond == 1 ? "seconds" : "milliseconds") + " since the start";
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

  /** Draws a panel and returns its lower edge. */
  private double drawPanel(Summary summary, double heading) {
    MeasuredRun run = summary.typical();
    Lanes lanes = Lanes.of(run.requests());
    double lane = laneHeight(lanes);
    double top = heading + HEADING;
    double height = lane * lanes.count();
    double bottom = top + height;
    double end = x(run.elapsedNanos());
    svg.rectangle(LEFT, top, end - LEFT, height, BAND);
    for (Placed placed : lanes.placed()) {
      drawBar(placed.request(), top + placed.lane() * lane, lane);
    }
    if (summary.best() != Comparison.NONE) {
      svg.verticalLine(x(summary.best()), top - 3, bottom + 6, BEST);
    }
    svg.verticalLine(end, top - 3, bottom + 6, END);

    double baseline = heading + 17;
    svg.text(LEFT, baseline, 16, BOLD, run.strategy());
    svg.text(LEFT + 116, baseline, 13, GREY, Plural.of(run.connections(), "connection"));
    String time = time(summary);
    double middle = top + height / 2;
    if (end < WIDTH - 260) {
      svg.rectangle(end + 6, middle - 12, 10.4 * time.length(), 26, WHITE);
      svg.text(end + 10, middle + 6, 17, BOLD, time);
    } else {
      svg.text(end, baseline, 17, BOLD + RIGHT_ALIGNED, time);
    }
    return bottom;
  }

  private String time(Summary summary) {
    double elapsed = summary.typical().elapsedNanos() / 1e9 * perSecond;
    String time = Table.decimals(2, elapsed) + " " + unit;
    return summary.speedUp() >= 1.05
        ? time + ", " + Table.decimals(1, summary.speedUp()) + " times as fast"
        : time;
  }

  private void drawBar(RequestTiming request, double top, double lane) {
    double height = lane - (lane >= 6 ? 1.5 : lane >= 3 ? 0.5 : 0);
    double start = x(request.started());
    double end = Math.max(x(request.ended()), start + 0.6);
    boolean responded = request.firstByte() != RequestTiming.NEVER;
    double first = responded ? Math.min(x(request.firstByte()), end - 0.6) : end;
    // Responses must be visible even if they arrive fast.
    double least = responded ? Math.min(2, (end - start) / 4) : 0;
    double arriving = end - Math.max(end - first, least);
    DownloadStatus status = request.outcome().status();
    Style style = Style.of(status);
    svg.begin(tooltip(request));
    svg.rectangle(start, top, arriving - start, height, style.pale);
    svg.rectangle(arriving, top, end - arriving, height, style.full);

    double flagHeight = height - 20; // the code is below the flag
    double flagWidth = flagHeight * 4 / 3;
    byte[] gif = status == DownloadStatus.OK ? flags.get(request.cc()) : null;
    boolean hasFlag = gif != null && flagHeight >= 15 && arriving - start >= flagWidth + 8;
    if (hasFlag) {
      svg.flag(start + 4, top + 4, flagWidth, flagHeight, request.cc(), gif);
    }
    double size = Math.min(11, height * 0.8);
    double codeWidth = 1.55 * size + 4;
    boolean onPale = arriving - start >= codeWidth;
    if (size >= 6 && (onPale || end - arriving >= codeWidth)) {
      double x = (onPale ? start : arriving) + (hasFlag ? 4 : 3);
      double y = hasFlag ? top + height - 4 : top + height / 2 + size * 0.36;
      svg.text(x, y, size, onPale ? DARK : WHITE, request.cc());
    }
    svg.end();
  }

  private static String tooltip(RequestTiming request) {
    return request.cc()
        + " "
        + request.outcome().message()
        + "\nstart "
        + Table.decimals(3, request.started() / 1e9)
        + " s"
        + (request.firstByte() == RequestTiming.NEVER
            ? ""
            : ", first byte " + Table.decimals(3, request.firstByte() / 1e9) + " s")
        + "\n"
        + Table.decimals(3, request.duration() / 1e9)
        + " s, "
        + request.bytes()
        + " bytes, connection "
        + request.connection();
  }
}
