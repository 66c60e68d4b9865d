import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Part of the build, not of the program: renders the flags of the flag-icons package as the GIFs
 * that the built-in servers serve, {@code flags/cc/cc.gif}, and copies their licence.
 *
 * <p>Arguments: the package's folder on the class path, and the folder to write to. Existing flags
 * are kept.
 */
class RenderFlags {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  public static void main(String... args) throws IOException {
    var countryCodes = Path.of("country_codes.txt");
    String source = args[0];
    var target = Path.of(args[1]);

    if (Files.notExists(target)) {
      System.out.println("Drawing the flags ...");
    }
    for (String code : Files.readString(countryCodes).trim().split("\\s+")) {
      String cc = code.toLowerCase(Locale.ROOT);
      Path gif = target.resolve("flags/" + cc + "/" + cc + ".gif");
      if (Files.notExists(gif)) {
        render(resource(source + "/flags/4x3/" + cc + ".svg"), gif);
      }
    }

    Path licence = target.resolve("META-INF/licenses/flag-icons.txt");
    if (Files.notExists(licence)) {
      Files.createDirectories(licence.getParent());
      try (InputStream text = resource(source + "/LICENSE").openStream()) {
        Files.copy(text, licence);
      }
    }
  }

  private static void render(URL svg, Path gif) throws IOException {
    SVGDocument flag = new SVGLoader().load(svg);
    if (flag == null) {
      throw new IOException("cannot read " + svg);
    }
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE); // behind the one flag that is not a rectangle
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    flag.render(null, graphics, new ViewBox(WIDTH, HEIGHT));
    graphics.dispose();

    Files.createDirectories(gif.getParent());
    // Renamed when complete, so that an interrupted build leaves no partial flag for the next to
    // keep.
    Path part = gif.resolveSibling("part");
    ImageIO.write(image, "gif", part.toFile());
    Files.move(part, gif);
  }

  private static URL resource(String name) throws IOException {
    URL url = RenderFlags.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new IOException("not on the class path: " + name);
    }
    return url;
  }
}
