package flags.compare;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture as PNG, of twice the size, so that it is sharp on a slide. */
final class ImageCanvas implements Canvas {
  private static final int SCALE = 2;

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Map<String, BufferedImage> flags = new HashMap<>();

  ImageCanvas(int width, int height) {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
    image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    hint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    hint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    hint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    hint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    hint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
  }

  private void hint(RenderingHints.Key key, Object value) {
    graphics.setRenderingHint(key, value);
  }

  @Override
  public void begin(String title) {}

  @Override
  public void end() {}

  @Override
  public void rectangle(double x, double y, double width, double height, String color) {
    graphics.setColor(Color.decode(color));
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, String color) {
    graphics.setColor(Color.decode(color));
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public void text(
      double x, double y, String text, double size, boolean bold, String color, Anchor anchor) {
    graphics.setColor(Color.decode(color));
    graphics.setFont(
        new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size));
    double width = graphics.getFontMetrics().stringWidth(text);
    double start =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    graphics.drawString(text, (float) start, (float) y);
  }

  @Override
  public void flag(double x, double y, double width, double height, String cc, byte[] gif) {
    BufferedImage flag = flags.computeIfAbsent(cc, code -> read(gif));
    if (flag != null) {
      var place = new java.awt.geom.AffineTransform();
      place.translate(x, y);
      place.scale(width / flag.getWidth(), height / flag.getHeight());
      graphics.drawImage(flag, place, null);
    }
  }

  private static BufferedImage read(byte[] gif) {
    try {
      return ImageIO.read(new ByteArrayInputStream(gif));
    } catch (IOException e) {
      return null; // it begins and ends as a GIF does, and there is something else between
    }
  }

  @Override
  public void write(OutputStream out) throws IOException {
    ImageIO.write(image, "png", out);
  }
}
