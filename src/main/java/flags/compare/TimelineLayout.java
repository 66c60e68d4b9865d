package flags.compare;

import flags.compare.Comparison.Summary;
import flags.compare.Lanes.Placed;
import flags.outcome.DownloadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The layout of a {@link Timeline}: one panel per strategy, one above the other on a common time
 * axis; in each panel one lane per request in flight; in each lane one bar per request. All
 * positions and sizes are pixels.
 *
 * @param ticks the marks on the time axis
 */
record TimelineLayout(int height, Unit unit, List<Panel> panels, List<Tick> ticks) {
  static final int WIDTH = 1200;
  static final int LEFT = 28;
  static final int RIGHT = 36;
  static final int TOP = 92;
  private static final int BOTTOM = 56;
  private static final int HEADING = 26;
  private static final int BETWEEN = 18;

  /** The height of a panel, unless its lanes reach their minimum or maximum height. */
  private static final double PANEL = 300;

  private static final double MIN_LANE = 1;
  private static final double MAX_LANE = 40;

  /** The unit of the time axis. */
  enum Unit {
    SECONDS("seconds", "s", 1),
    MILLISECONDS("milliseconds", "ms", 1000);

    final String label;
    final String symbol;
    final int perSecond;

    Unit(String label, String symbol, int perSecond) {
      this.label = label;
      this.symbol = symbol;
      this.perSecond = perSecond;
    }
  }

  /**
   * The lanes of a strategy.
   *
   * @param heading the top of the heading
   * @param top the top of the first lane
   * @param end where the run ends
   * @param best where the run could have ended at best; negative if that is unknown
   */
  record Panel(
      Summary summary,
      double heading,
      double top,
      double height,
      double end,
      double best,
      List<Bar> bars) {}

  /**
   * The bar of a request.
   *
   * @param arriving where the response begins to arrive
   * @param code where to print the code, or null if there is no room
   * @param flag where to draw the flag, or null if there is no flag or no room
   */
  record Bar(
      RequestTiming request,
      double start,
      double arriving,
      double end,
      double top,
      double height,
      Code code,
      Flag flag) {}

  /**
   * The code of a country in its bar.
   *
   * @param baseline the y of the text
   * @param onPale whether it is on the pale part of the bar
   */
  record Code(double x, double baseline, double size, boolean onPale) {}

  /** The flag of a country in its bar. */
  record Flag(double x, double y, double width, double height, byte[] gif) {}

  /** A mark on the time axis. */
  record Tick(double x, String label) {}

  /**
   * Lays out the typical run of each strategy.
   *
   * @param flags the flags to draw, as GIFs, by country code
   */
  static TimelineLayout of(List<Summary> summaries, Map<String, byte[]> flags) {
    long end = summaries.stream().mapToLong(s -> s.typical().elapsedNanos()).max().orElse(1);
    double seconds = end / 1e9;
    Unit unit = seconds < 0.1 ? Unit.MILLISECONDS : Unit.SECONDS;
    var panels = new ArrayList<Panel>();
    double heading = TOP;
    for (Summary summary : summaries) {
      Panel panel = panel(summary, heading, seconds, flags);
      panels.add(panel);
      heading = panel.top + panel.height + BETWEEN;
    }
    int height = (int) Math.ceil(heading + BOTTOM);
    return new TimelineLayout(height, unit, panels, ticks(seconds, unit));
  }

  /** Returns the y of the time axis. */
  double axis() {
    return height - BOTTOM + 8;
  }

  private static double x(long nanos, double seconds) {
    return LEFT + nanos / 1e9 / seconds * (WIDTH - LEFT - RIGHT);
  }

  private static List<Tick> ticks(double seconds, Unit unit) {
    double step = step(seconds);
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step * unit.perSecond) - 1e-9));
    var ticks = new ArrayList<Tick>();
    for (int i = 0; i * step <= seconds * 1.0001; i++) {
      double x = x(Math.round(i * step * 1e9), seconds);
      ticks.add(new Tick(x, Table.decimals(decimals, i * step * unit.perSecond)));
    }
    return ticks;
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

  private static Panel panel(
      Summary summary, double heading, double seconds, Map<String, byte[]> flags) {
    MeasuredRun run = summary.typical();
    Lanes lanes = Lanes.of(run.requests());
    double lane = Math.max(MIN_LANE, Math.min(MAX_LANE, PANEL / Math.max(1, lanes.count())));
    double top = heading + HEADING;
    var bars = new ArrayList<Bar>();
    for (Placed placed : lanes.placed()) {
      boolean ok = placed.request().outcome().status() == DownloadStatus.OK;
      byte[] gif = ok ? flags.get(placed.request().cc()) : null;
      bars.add(bar(placed.request(), top + placed.lane() * lane, lane, seconds, gif));
    }
    double best = summary.best() == Comparison.NONE ? -1 : x(summary.best(), seconds);
    return new Panel(
        summary, heading, top, lane * lanes.count(), x(run.elapsedNanos(), seconds), best, bars);
  }

  private static Bar bar(
      RequestTiming request, double top, double lane, double seconds, byte[] gif) {
    double height = lane - (lane >= 6 ? 1.5 : lane >= 3 ? 0.5 : 0);
    double start = x(request.started(), seconds);
    double end = Math.max(x(request.ended(), seconds), start + 0.6);
    boolean responded = request.firstByte() != RequestTiming.NEVER;
    double first = responded ? Math.min(x(request.firstByte(), seconds), end - 0.6) : end;
    // Responses must be visible even if they arrive fast.
    double least = responded ? Math.min(2, (end - start) / 4) : 0;
    double arriving = end - Math.max(end - first, least);
    Flag flag = gif == null ? null : flag(start, arriving, top, height, gif);
    Code code = code(start, arriving, end, top, height, flag != null);
    return new Bar(request, start, arriving, end, top, height, code, code == null ? null : flag);
  }

  /** Returns the position of a flag with room for the code below it, or null if it does not fit. */
  private static Flag flag(
      double start, double arriving, double top, double barHeight, byte[] gif) {
    double height = barHeight - 20;
    double width = height * 4 / 3;
    boolean fits = height >= 15 && arriving - start >= width + 8;
    return fits ? new Flag(start + 4, top + 4, width, height, gif) : null;
  }

  private static Code code(
      double start, double arriving, double end, double top, double height, boolean hasFlag) {
    double size = Math.min(11, height * 0.8);
    double width = 1.55 * size + 4;
    boolean onPale = arriving - start >= width;
    if (size < 6 || !onPale && end - arriving < width) {
      return null;
    }
    return new Code(
        (onPale ? start : arriving) + (hasFlag ? 4 : 3),
        hasFlag ? top + height - 4 : top + height / 2 + size * 0.36,
        size,
        onPale);
  }
}
