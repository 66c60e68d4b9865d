package flags.compare;

import static java.nio.file.Files.exists;
import static java.nio.file.Files.isRegularFile;

import flags.errors.CannotRunException;
import flags.errors.UsageException;
import flags.files.OutputFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The files to write a comparison to. Either of them may be stdout.
 *
 * @param chart the SVG file to draw, or null
 * @param json the file to write the data to, or null
 */
public record OutputFiles(Path chart, Path json) {
  private static final Path STDOUT = Path.of("-");

  /**
   * Fails if the names are not valid.
   *
   * @throws UsageException if both are the same file, or the chart is not an SVG file
   */
  public void requireUsable() {
    if (chart == null) {
      return;
    }
    boolean device = exists(chart) && !isRegularFile(chart);
    boolean svg = chart.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    if (!svg && !device && !isStdout(chart)) {
      throw new UsageException("--chart FILE must end in .svg (got '" + chart + "')");
    }
    if (json != null && (isStdout(chart) && isStdout(json) || OutputFile.isSame(chart, json))) {
      throw new UsageException("--chart and --json must be two files (got '" + chart + "')");
    }
  }

  /** Fails if a file is not writable. Call it before the runs, so that none is wasted. */
  public void requireWritable() throws CannotRunException {
    for (Path file : new Path[] {chart, json}) {
      if (file != null && !isStdout(file)) {
        OutputFile.of(file);
      }
    }
  }

  /** Returns whether one of the files is stdout, in which case the table must go to stderr. */
  boolean includesStdout() {
    return isStdout(chart) || isStdout(json);
  }

  static void write(Path file, OutputFile.Content content, PrintStream out) throws IOException {
    if (isStdout(file)) {
      content.writeTo(out);
    } else {
      OutputFile.of(file).save(content);
    }
  }

  private static boolean isStdout(Path file) {
    return STDOUT.equals(file) || file != null && OutputFile.isStdout(file);
  }
}
