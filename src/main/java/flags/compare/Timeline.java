package flags.compare;

import static flags.compare.TimelineLayout.LEFT;
import static flags.compare.TimelineLayout.RIGHT;
import static flags.compare.TimelineLayout.TOP;
import static flags.compare.TimelineLayout.WIDTH;

import flags.compare.Comparison.Summary;
import flags.compare.SvgCanvas.Anchor;
import flags.compare.TimelineLayout.Bar;
import flags.compare.TimelineLayout.Panel;
import flags.compare.TimelineLayout.Tick;
import flags.errors.Plural;
import flags.outcome.DownloadStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Draws the requests of a comparison on a time axis, as laid out by {@link TimelineLayout}. */
final class Timeline {
  private static final double TITLE = 20;
  private static final double SUBTITLE = 13;

  private static final String FOREGROUND = "#222222";
  private static final String GREY = "#666666";
  private static final String FAINT = "#e4e4e4";
  private static final String BAND = "#f5f5f5";
  private static final String AT_BEST = "#d55e00";
  private static final String BACKGROUND = "#ffffff";

  private final Comparison comparison;
  private final List<Summary> summaries;
  private final TimelineLayout layout;

  /**
   * @param flags the flags to draw, as GIFs, by country code
   */
  public Timeline(Comparison comparison, Map<String, byte[]> flags) {
    this.comparison = comparison;
    summaries =
        comparison.summaries().stream().filter(s -> s.typical().shortage() == null).toList();
    layout = TimelineLayout.of(summaries, flags);
  }

  /** Writes the picture as SVG. */
  public void writeTo(OutputStream out) throws IOException {
    var canvas = new SvgCanvas(WIDTH, layout.height());
    canvas.rectangle(0, 0, WIDTH, layout.height(), BACKGROUND);
    drawTitle(canvas);
    drawLegend(canvas);
    drawAxis(canvas);
    for (Panel panel : layout.panels()) {
      drawPanel(canvas, panel);
    }
    canvas.write(out);
  }

  private void drawTitle(SvgCanvas canvas) {
    String title = comparison.command() + (comparison.complete() ? "" : " (interrupted)");
    canvas.text(LEFT, 36, fit(title, TITLE), TITLE, true, FOREGROUND, Anchor.START);
    String site = comparison.label() + " site: " + comparison.baseUrl();
    String subtitle = fit(comparison.codes() + ", " + site, SUBTITLE);
    canvas.text(LEFT, 58, subtitle, SUBTITLE, false, GREY, Anchor.START);
  }

  /** Removes the middle of a text that is too wide for the picture. */
  static String fit(String text, double size) {
    int maxLength = (int) ((WIDTH - LEFT - RIGHT) / (0.62 * size));
    if (text.length() <= maxLength) {
      return text;
    }
    return text.substring(0, maxLength / 2)
        + " … "
        + text.substring(text.length() - maxLength / 2 + 3);
  }

  private void drawLegend(SvgCanvas canvas) {
    double x = LEFT;
    for (BarStyle style : BarStyle.values()) {
      boolean used =
          summaries.stream()
              .flatMap(s -> s.typical().requests().stream())
              .anyMatch(request -> BarStyle.of(request) == style);
      if (used) {
        canvas.rectangle(x, 70, 16, 10, style.waiting);
        canvas.rectangle(x + 16, 70, 6, 10, style.arriving);
        canvas.text(x + 28, 79, style.label, 12, false, FOREGROUND, Anchor.START);
        x += 46 + 6.4 * style.label.length();
      }
    }
    String explained = "pale: until the first byte; full: while it arrives";
    if (summaries.stream().anyMatch(s -> s.best() != Comparison.NONE)) {
      explained += "; dashed: the end at best";
    }
    canvas.text(x, 79, explained, 12, false, GREY, Anchor.START);
  }

  private void drawAxis(SvgCanvas canvas) {
    double y = layout.axis();
    for (Tick tick : layout.ticks()) {
      canvas.line(tick.x(), TOP, tick.x(), y, FAINT);
      canvas.text(tick.x(), y + 17, tick.label(), 12, false, GREY, Anchor.MIDDLE);
    }
    String label = layout.unit().label + " since the start";
    canvas.text(WIDTH - RIGHT, y + 35, label, 12, false, GREY, Anchor.END);
  }

  private void drawPanel(SvgCanvas canvas, Panel panel) {
    double bottom = panel.top() + panel.height();
    canvas.rectangle(LEFT, panel.top(), panel.end() - LEFT, panel.height(), BAND);
    for (Bar bar : panel.bars()) {
      drawBar(canvas, bar);
    }
    if (panel.best() >= 0) {
      canvas.dashed(panel.best(), panel.top() - 3, panel.best(), bottom + 6, AT_BEST);
    }
    canvas.line(panel.end(), panel.top() - 3, panel.end(), bottom + 6, FOREGROUND);

    MeasuredRun run = panel.summary().typical();
    double baseline = panel.heading() + 17;
    String connections = Plural.of(run.connections(), "connection");
    canvas.text(LEFT, baseline, run.strategy(), 16, true, FOREGROUND, Anchor.START);
    canvas.text(LEFT + 116, baseline, connections, 13, false, GREY, Anchor.START);
    String time = time(panel.summary());
    double middle = panel.top() + panel.height() / 2;
    if (panel.end() < WIDTH - 260) {
      canvas.rectangle(panel.end() + 6, middle - 12, 10.4 * time.length(), 26, BACKGROUND);
      canvas.text(panel.end() + 10, middle + 6, time, 17, true, FOREGROUND, Anchor.START);
    } else {
      canvas.text(panel.end(), baseline, time, 17, true, FOREGROUND, Anchor.END);
    }
  }

  private String time(Summary summary) {
    double elapsed = summary.typical().elapsedNanos() / 1e9 * layout.unit().perSecond;
    String time = Table.decimals(2, elapsed) + " " + layout.unit().symbol;
    return summary.speedUp() >= 1.05
        ? time + ", " + Table.decimals(1, summary.speedUp()) + " times as fast"
        : time;
  }

  private static void drawBar(SvgCanvas canvas, Bar bar) {
    BarStyle style = BarStyle.of(bar.request());
    canvas.begin(title(bar.request()));
    canvas.rectangle(
        bar.start(), bar.top(), bar.arriving() - bar.start(), bar.height(), style.waiting);
    canvas.rectangle(
        bar.arriving(), bar.top(), bar.end() - bar.arriving(), bar.height(), style.arriving);
    String cc = bar.request().cc();
    TimelineLayout.Flag flag = bar.flag();
    if (flag != null) {
      canvas.flag(flag.x(), flag.y(), flag.width(), flag.height(), cc, flag.gif());
    }
    TimelineLayout.Code code = bar.code();
    if (code != null) {
      String color = code.onPale() ? FOREGROUND : BACKGROUND;
      canvas.text(code.x(), code.baseline(), cc, code.size(), false, color, Anchor.START);
    }
    canvas.end();
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

  /** The colours of a bar: distinct for each outcome, even to colour-blind readers. */
  private enum BarStyle {
    OK("downloaded", "#8fc1e3", "#0072b2"),
    NOT_FOUND("not found", "#f7e2ae", "#e69f00"),
    ERROR("error", "#dd6b3d", "#8f2600"),
    INTERRUPTED("not finished", "#cccccc", "#888888");

    final String label;
    final String waiting;
    final String arriving;

    BarStyle(String label, String waiting, String arriving) {
      this.label = label;
      this.waiting = waiting;
      this.arriving = arriving;
    }

    static BarStyle of(RequestTiming request) {
      DownloadStatus status = request.outcome().status();
      return valueOf(status.name());
    }
  }
}
