package flags.compare;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a picture is drawn on. Lengths are pixels from the upper left, colours are {@code #rrggbb}.
 */
interface Canvas {

  /** Where a text stands, seen from its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Begins a part of the picture of which a viewer can tell more. */
  void begin(String title);

  /** Ends the part that was begun. */
  void end();

  void rectangle(double x, double y, double width, double height, String color);

  void line(double x1, double y1, double x2, double y2, String color);

  /**
   * Writes a line of text.
   *
   * @param y of the line that the letters stand on
   */
  void text(
      double x, double y, String text, double size, boolean bold, String color, Anchor anchor);

  /**
   * Draws the flag of a country.
   *
   * @param gif which is the same for each country every time
   */
  void flag(double x, double y, double width, double height, String cc, byte[] gif);

  /** Writes the picture to a file's stream. */
  void write(OutputStream out) throws IOException;
}
