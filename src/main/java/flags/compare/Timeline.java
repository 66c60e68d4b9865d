package flags.compare;

import flags.compare.Lanes.Placed;
import flags.compare.SvgCanvas.Anchor;
import flags.outcome.DownloadStatus;
import flags.outcome.RequestTiming;
import flags.outcome.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Draws what happened: a panel a strategy, one above the other on one time axis; in each panel a
 * lane for each request that was under way at once, in each lane a bar a request.
 */
public final class Timeline {
  private static final int WIDTH = 1200;
  private static final int LEFT = 28;
  private static final int RIGHT = 36;
  private static final int TOP = 92;
  private static final int BOTTOM = 56;
  private static final int HEADING = 26;
  private static final int BETWEEN = 18;

  /** How high a panel is to be, if its lanes let it. */
  private static final double PANEL = 300;

  private static final double TITLE = 20;
  private static final double SUBTITLE = 13;

  private static final double LOWEST_LANE = 1;
  private static final double HIGHEST_LANE = 40;

  private static final String FOREGROUND = "#222222";
  private static final String GREY = "#666666";
  private static final String FAINT = "#e4e4e4";
  private static final String BAND = "#f5f5f5";
  private static final String AT_BEST = "#d55e00";
  private static final String BACKGROUND = "#ffffff";

  private final Comparison comparison;
  private final List<Comparison.Summary> summaries;
  private final Map<String, byte[]> flags;
  private final double seconds;
  private final Unit unit;

  /**
   * @param flags as GIF, by country code: what to draw in the bars of their countries
   */
  public Timeline(Comparison comparison, Map<String, byte[]> flags) {
    this.comparison = comparison;
    this.flags = flags;
    summaries =
        comparison.summaries().stream().filter(s -> s.typical().shortage() == null).toList();
    seconds = summaries.stream().mapToLong(s -> s.typical().elapsedNanos()).max().orElse(1) / 1e9;
    unit = seconds < 0.1 ? Unit.MILLISECONDS : Unit.SECONDS;
  }

  /** Draws the picture as SVG. */
  public void writeTo(OutputStream out) throws IOException {
    var canvas = new SvgCanvas(WIDTH, height());
    draw(canvas);
    canvas.write(out);
  }

  private int height() {
    double panels = 0;
    for (Comparison.Summary summary : summaries) {
      panels += HEADING + lanesHeight(Lanes.of(summary.typical().requests())) + BETWEEN;
    }
    return (int) Math.ceil(TOP + panels + BOTTOM);
  }

  private static double pitch(Lanes lanes) {
    double pitch = PANEL / Math.max(1, lanes.count());
    return Math.max(LOWEST_LANE, Math.min(HIGHEST_LANE, pitch));
  }

  private static double lanesHeight(Lanes lanes) {
    return pitch(lanes) * lanes.count();
  }

  private double x(long nanos) {
    return LEFT + nanos / 1e9 / seconds * (WIDTH - LEFT - RIGHT);
  }

  private void draw(SvgCanvas canvas) {
    canvas.rectangle(0, 0, WIDTH, height(), BACKGROUND);
    drawTitle(canvas);
    drawAxis(canvas);
    double y = TOP;
    for (Comparison.Summary summary : summaries) {
      y = drawPanel(canvas, summary, y) + BETWEEN;
    }
  }

  private void drawTitle(SvgCanvas canvas) {
    String title = comparison.command() + (comparison.complete() ? "" : " (interrupted)");
    canvas.text(LEFT, 36, fit(title, TITLE), TITLE, true, FOREGROUND, Anchor.START);
    String site = comparison.label() + " site: " + comparison.baseUrl();
    canvas.text(
        LEFT,
        58,
        fit(comparison.codes() + ", " + site, SUBTITLE),
        SUBTITLE,
        false,
        GREY,
        Anchor.START);

    double x = LEFT;
    for (Look look : Look.values()) {
      boolean seen =
          summaries.stream()
              .flatMap(s -> s.typical().requests().stream())
              .anyMatch(request -> Look.of(request) == look);
      if (seen) {
        canvas.rectangle(x, 70, 16, 10, look.waiting);
        canvas.rectangle(x + 16, 70, 6, 10, look.arriving);
        canvas.text(x + 28, 79, look.name, 12, false, FOREGROUND, Anchor.START);
        x += 46 + 6.4 * look.name.length();
      }
    }
    String explained = "pale: until the first byte; full: while it arrives";
    if (summaries.stream().anyMatch(s -> s.best() != Comparison.NONE)) {
      explained += "; dashed: the end at best";
    }
    canvas.text(x, 79, explained, 12, false, GREY, Anchor.START);
  }

  /** Cuts a text in its middle if it is wider than the picture. */
  static String fit(String text, double size) {
    int most = (int) ((WIDTH - LEFT - RIGHT) / (0.62 * size));
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, most / 2) + " … " + text.substring(text.length() - most / 2 + 3);
  }

  private void drawAxis(SvgCanvas canvas) {
    double bottom = height() - BOTTOM + 8;
    double step = step(seconds);
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step * unit.perSecond) - 1e-9));
    for (int i = 0; i * step <= seconds * 1.0001; i++) {
      double x = x(Math.round(i * step * 1e9));
      canvas.line(x, TOP, x, bottom, FAINT);
      canvas.text(
          x,
          bottom + 17,
          Table.decimals(decimals, i * step * unit.perSecond),
          12,
          false,
          GREY,
          Anchor.MIDDLE);
    }
    canvas.text(
        WIDTH - RIGHT, bottom + 35, unit.name + " since the start", 12, false, GREY, Anchor.END);
  }

  /** Returns a round number of seconds that gives four to ten marks. */
  static double step(double seconds) {
    double power = Math.pow(10, Math.floor(Math.log10(seconds)));
    for (double step : new double[] {0.1, 0.2, 0.5}) {
      if (seconds / (step * power) <= 10) {
        return step * power;
      }
    }
    return power;
  }

  /** Draws a strategy and returns where the next may begin. */
  private double drawPanel(SvgCanvas canvas, Comparison.Summary summary, double top) {
    RunResult run = summary.typical();
    Lanes lanes = Lanes.of(run.requests());
    double pitch = pitch(lanes);
    double y = top + HEADING;
    double height = lanesHeight(lanes);
    double end = x(run.elapsedNanos());

    canvas.rectangle(LEFT, y, end - LEFT, height, BAND);
    for (Placed placed : lanes.placed()) {
      drawBar(canvas, placed.request(), y + placed.lane() * pitch, pitch);
    }
    if (summary.best() != Comparison.NONE) {
      canvas.dashed(x(summary.best()), y - 3, x(summary.best()), y + height + 6, AT_BEST);
    }
    canvas.line(end, y - 3, end, y + height + 6, FOREGROUND);

    canvas.text(LEFT, top + 17, run.strategy(), 16, true, FOREGROUND, Anchor.START);
    canvas.text(
        LEFT + 116,
        top + 17,
        run.connections() == 1 ? "1 connection" : run.connections() + " connections",
        13,
        false,
        GREY,
        Anchor.START);
    String elapsed =
        Table.decimals(2, run.elapsedNanos() / 1e9 * unit.perSecond) + " " + unit.symbol;
    String speedUp = Table.decimals(1, summary.speedUp()) + " times as fast";
    String said = summary.speedUp() >= 1.05 ? elapsed + ", " + speedUp : elapsed;
    if (end < WIDTH - 260) {
      canvas.rectangle(end + 6, y + height / 2 - 12, 10.4 * said.length(), 26, BACKGROUND);
      canvas.text(end + 10, y + height / 2 + 6, said, 17, true, FOREGROUND, Anchor.START);
    } else {
      canvas.text(end, top + 17, said, 17, true, FOREGROUND, Anchor.END);
    }
    return y + height;
  }

  private void drawBar(SvgCanvas canvas, RequestTiming request, double y, double pitch) {
    Look look = Look.of(request);
    double gap = pitch >= 6 ? 1.5 : pitch >= 3 ? 0.5 : 0;
    double height = pitch - gap;
    double start = x(request.started());
    double end = Math.max(x(request.ended()), start + 0.6);
    double first =
        request.firstByte() == RequestTiming.NEVER
            ? end
            : Math.min(x(request.firstByte()), end - 0.6);
    canvas.begin(title(request));
    canvas.rectangle(start, y, first - start, height, look.waiting);
    // However soon the rest has arrived, it is to be seen that it did.
    double least = request.firstByte() == RequestTiming.NEVER ? 0 : Math.min(2, (end - start) / 4);
    double arriving = Math.max(end - first, least);
    canvas.rectangle(end - arriving, y, arriving, height, look.arriving);
    drawCode(canvas, request, look, start, end - arriving, end, y, height);
    canvas.end();
  }

  private void drawCode(
      SvgCanvas canvas,
      RequestTiming request,
      Look look,
      double start,
      double paleEnd,
      double end,
      double y,
      double height) {
    byte[] gif = look == Look.OK ? flags.get(request.cc()) : null;
    double flagHeight = height - 20;
    double flagWidth = flagHeight * 4 / 3;
    boolean hasFlag = gif != null && flagHeight >= 15 && paleEnd - start >= flagWidth + 8;
    double size = Math.min(11, height * 0.8);
    double width = 1.55 * size;
    if (size < 6) {
      return;
    }
    double room = paleEnd - start;
    if (Math.max(room, end - paleEnd) < width + 4) {
      return;
    }
    boolean onPale = room >= width + 4;
    if (hasFlag) { // above its code
      canvas.flag(start + 4, y + 4, flagWidth, flagHeight, request.cc(), gif);
    }
    canvas.text(
        (onPale ? start : paleEnd) + (hasFlag ? 4 : 3),
        hasFlag ? y + height - 4 : y + height / 2 + size * 0.36,
        request.cc(),
        size,
        false,
        onPale ? FOREGROUND : BACKGROUND,
        Anchor.START);
  }

  private static String title(RequestTiming request) {
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

  /** In what times are told. */
  private enum Unit {
    SECONDS("seconds", "s", 1),
    MILLISECONDS("milliseconds", "ms", 1000);

    final String name;
    final String symbol;
    final int perSecond;

    Unit(String name, String symbol, int perSecond) {
      this.name = name;
      this.symbol = symbol;
      this.perSecond = perSecond;
    }
  }

  /** How a bar looks: colours that tell the outcomes apart, also where one sees few or none. */
  private enum Look {
    OK("downloaded", "#8fc1e3", "#0072b2"),
    NOT_FOUND("not found", "#f7e2ae", "#e69f00"),
    ERROR("error", "#dd6b3d", "#8f2600"),
    INTERRUPTED("not finished", "#cccccc", "#888888");

    final String name;
    final String waiting;
    final String arriving;

    Look(String name, String waiting, String arriving) {
      this.name = name;
      this.waiting = waiting;
      this.arriving = arriving;
    }

    static Look of(RequestTiming request) {
      DownloadStatus status = request.outcome().status();
      return valueOf(status.name());
    }
  }
}
