package flags.compare;

import flags.errors.CannotRunException;
import flags.errors.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The formats in which a comparison can be drawn. */
public enum Chart {
  SVG,
  PNG;

  /**
   * Finds the format by the end of a file's name.
   *
   * @throws UsageException if there is none of that name
   * @throws CannotRunException if this Java cannot draw it
   */
  public static Chart of(Path file) throws CannotRunException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".svg")) {
      return SVG;
    }
    if (name.endsWith(".png")) {
      if (ModuleLayer.boot().findModule("java.desktop").isEmpty()) {
        throw new CannotRunException(
            "cannot draw '" + file + "': this Java has no java.desktop; name it .svg instead");
      }
      return PNG;
    }
    throw new UsageException("FILE must end in .svg or .png (got '" + file + "')");
  }

  /**
   * Draws a comparison.
   *
   * @param flags as GIF, by country code
   */
  public void draw(Comparison comparison, Map<String, byte[]> flags, OutputStream out)
      throws IOException {
    var timeline = new Timeline(comparison, flags);
    Canvas canvas =
        this == SVG
            ? new SvgCanvas(timeline.width(), timeline.height())
            : new ImageCanvas(timeline.width(), timeline.height());
    timeline.draw(canvas);
    canvas.write(out);
  }
}
