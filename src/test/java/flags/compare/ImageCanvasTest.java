package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.compare.Canvas.Anchor;
import flags.server.FlagFiles;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands where in a PNG, which has two pixels for each that it was told. */
class ImageCanvasTest {
  private static final int PAPER = 0xFFFFFF;
  private static final int RED = 0xFF0000;

  private final ImageCanvas canvas = new ImageCanvas(200, 100);

  @BeforeEach
  void paper() {
    canvas.rectangle(0, 0, 200, 100, "#ffffff");
  }

  private BufferedImage image() throws IOException {
    var file = new ByteArrayOutputStream();
    canvas.write(file);
    return ImageIO.read(new ByteArrayInputStream(file.toByteArray()));
  }

  private static int color(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  /** Returns the least rectangle around all that is no paper. */
  private static Rectangle ink(BufferedImage image) {
    Rectangle ink = null;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (color(image, x, y) != PAPER) {
          var pixel = new Rectangle(x, y, 1, 1);
          ink = ink == null ? pixel : ink.union(pixel);
        }
      }
    }
    return ink;
  }

  @Test
  void aRectangleFillsItsPlace() throws IOException {
    canvas.rectangle(10, 20, 30, 40, "#ff0000");

    assertEquals(new Rectangle(20, 40, 60, 80), ink(image()));
    assertEquals(RED, color(image(), 20, 40));
  }

  @Test
  void aLineLeadsFromItsStartToItsEnd() throws IOException {
    canvas.line(10, 20, 10, 60, "#ff0000");

    assertEquals(RED, color(image(), 20, 80));
    Rectangle ink = ink(image());
    assertTrue(ink.width <= 4 && Math.abs(ink.height - 80) <= 4, ink.toString());
  }

  @Test
  void aTextStandsAtItsAnchor() throws IOException {
    for (Anchor anchor : Anchor.values()) {
      paper();
      canvas.text(100, 50, "HHHHH", 12, true, "#ff0000", anchor);

      BufferedImage image = image();
      Rectangle ink = ink(image);
      double from =
          switch (anchor) {
            case START -> 200;
            case MIDDLE -> 200 - ink.width / 2.0;
            case END -> 200 - ink.width;
          };
      assertEquals(from, ink.x, 5, anchor + " " + ink);
      assertEquals(100, ink.getMaxY(), 2, "the letters stand on their line");
      assertTrue(ink.width > 60 && ink.height > 10, ink.toString());
      assertTrue(contains(image, ink, RED), "no letter has its colour");
    }
  }

  private static boolean contains(BufferedImage image, Rectangle part, int color) {
    for (int y = part.y; y < part.getMaxY(); y++) {
      for (int x = part.x; x < part.getMaxX(); x++) {
        if (color(image, x, y) == color) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aFlagFillsItsPlaceAlsoTheSecondTime() throws IOException {
    byte[] gif = FlagFiles.builtIn().find("cn"); // red up to its edges
    canvas.flag(10, 20, 40, 30, "CN", gif);
    assertEquals(new Rectangle(20, 40, 80, 60), ink(image()));

    paper();
    canvas.flag(50, 20, 20, 15, "CN", gif);
    assertEquals(new Rectangle(100, 40, 40, 30), ink(image()));
  }

  @Test
  void whatEndsWithinAPixelIsBlended() throws IOException {
    canvas.rectangle(10.25, 20, 30, 40, "#ff0000");

    assertBlended(color(image(), 20, 60));
    assertEquals(RED, color(image(), 21, 60));
  }

  @Test
  void aLineIsNotMovedToWholePixels() throws IOException {
    canvas.line(10.25, 20, 10.25, 60, "#ff0000");

    assertBlended(color(image(), 19, 80));
    assertEquals(RED, color(image(), 20, 80));
    assertBlended(color(image(), 21, 80));
  }

  private static void assertBlended(int color) {
    assertEquals(RED, color & RED, Integer.toHexString(color));
    assertEquals(0x80, color & 0xFF, 0x20, Integer.toHexString(color));
  }

  @Test
  void lettersAreSmoothAndBoldOnesHaveMoreInk() throws IOException {
    canvas.text(50, 50, "SOS", 12, false, "#ff0000", Anchor.START);
    List<Integer> plain = inks(image());
    paper();
    canvas.text(50, 50, "SOS", 12, true, "#ff0000", Anchor.START);
    List<Integer> bold = inks(image());

    assertTrue(plain.stream().anyMatch(color -> color != RED), "there are only two colours");
    assertTrue(
        bold.stream().filter(color -> color == RED).count()
            > plain.stream().filter(color -> color == RED).count());
  }

  private static List<Integer> inks(BufferedImage image) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(i -> color(image, i % image.getWidth(), i / image.getWidth()))
        .filter(color -> color != PAPER)
        .boxed()
        .toList();
  }

  @Test
  void aFlagIsScaledSmoothly() throws IOException {
    var halves = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    halves.setRGB(1, 0, 0xFFFFFF);
    var gif = new ByteArrayOutputStream();
    ImageIO.write(halves, "gif", gif);

    canvas.flag(10, 20, 40, 30, "XX", gif.toByteArray());

    assertTrue(
        inks(image()).stream().anyMatch(color -> 0x404040 < color && color < 0xC0C0C0),
        "there is nothing between black and white");
  }

  @Test
  void whatIsNoImageIsLeftOut() throws IOException {
    canvas.flag(10, 20, 40, 30, "XX", "GIF89a;".getBytes(StandardCharsets.US_ASCII));

    assertEquals(null, ink(image()));
  }
}
