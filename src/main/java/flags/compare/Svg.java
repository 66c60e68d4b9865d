package flags.compare;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The text of an SVG picture. Coordinates are in pixels from the upper left corner; a style is a
 * list of attributes.
 */
final class Svg {
  private final StringBuilder svg = new StringBuilder();
  private final Set<String> flags = new HashSet<>();

  Svg(int width, int height, String label) {
    add(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" role="img" aria-label="%3$s">""",
        width, height, escape(label));
  }

  private void add(String format, Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Double number) {
        values[i] = twoDecimals(number);
      }
    }
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String twoDecimals(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Begins a group with a title, which browsers show as a tooltip. */
  void begin(String title) {
    add("\n<g><title>%s</title>", escape(title));
  }

  void end() {
    add("</g>");
  }

  /**
   * Defines what shows of clipped groups: more and more from the left, or all without animation.
   */
  void clip(double left, double width, double height, double seconds) {
    add("\n<clipPath id=\"played\"><rect x=\"%s\" y=\"0\" ", left);
    add("width=\"%s\" height=\"%s\">", width, height);
    add(
        "<animate attributeName=\"width\" from=\"0\" to=\"%s\" dur=\"%ss\"/>",
        width, duration(seconds));
    add("</rect></clipPath>");
  }

  /** Returns a duration that is not zero when it is rounded: that would never end. */
  private static double duration(double seconds) {
    return Math.max(0.01, seconds);
  }

  /** Begins a group that {@link #clip} reveals. */
  void beginClipped() {
    add("\n<g clip-path=\"url(#played)\">");
  }

  /** Begins a group that is hidden at first, if the viewer animates pictures. */
  void beginAppearing(double seconds) {
    add(
        "\n<g><animate attributeName=\"opacity\" from=\"0\" to=\"0\" dur=\"%ss\"/>",
        duration(seconds));
  }

  void rectangle(double x, double y, double width, double height, String style) {
    String format = "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s/>";
    add(format, x, y, width, height, style);
  }

  void verticalLine(double x, double y1, double y2, String style) {
    add("<line x1=\"%s\" y1=\"%s\" x2=\"%1$s\" y2=\"%s\" %s/>", x, y1, y2, style);
  }

  void text(double x, double baseline, double size, String style, String text) {
    String format = "<text x=\"%s\" y=\"%s\" font-size=\"%s\" %s>%s</text>";
    add(format, x, baseline, size, style, escape(text));
  }

  /** Draws a country's flag: embeds the image the first time, refers to it later. */
  void flag(double x, double y, double width, double height, String cc, Path gif)
      throws IOException {
    if (!flags.contains(cc)) {
      String image = Base64.getEncoder().encodeToString(Files.readAllBytes(gif));
      add("<defs><image id=\"flag-%s\" width=\"4\" height=\"3\" ", cc);
      add("href=\"data:image/gif;base64,%s\"/></defs>", image);
      flags.add(cc);
    }
    add("<use href=\"#flag-%s\" ", cc);
    add("transform=\"translate(%s %s) scale(%s %s)\"/>", x, y, width / 4, height / 3);
  }

  @Override
  public String toString() {
    return svg + "\n</svg>\n";
  }
}
