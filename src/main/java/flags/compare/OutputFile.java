package flags.compare;

import flags.messages.CannotRunException;
import flags.messages.FileErrorMessage;
import flags.messages.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A file to write a comparison to. It is checked before the runs, so that none is wasted, and
 * created or overwritten at the end, as a shell's {@code >} does it: links, permissions, mounts and
 * pipes need no special treatment.
 *
 * @param target where the file is or will be; null for stdout and stderr
 * @param stream stdout, stderr, or an open pipe or device; null for a file, which is opened later
 */
public record OutputFile(Path name, Path target, OutputStream stream) {
  private static final Path STDOUT = Path.of("-");

  /** Throws a {@link UsageException} if a chart, which may be null, is not an SVG file. */
  public static void requireSvg(Path chart) {
    boolean svg = chart == null || chart.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    if (!svg && !isStdout(chart) && !(Files.exists(chart) && !Files.isRegularFile(chart))) {
      throw new UsageException("--chart FILE must end in .svg (got '" + chart + "')");
    }
  }

  /** Throws a {@link UsageException} if chart and data, which may be null, are one file. */
  static void requireTwo(OutputFile chart, OutputFile json) {
    if (chart != null
        && json != null
        && (chart.stream != null && chart.stream == json.stream
            || isSame(chart.name, json.name)
            || chart.target != null && chart.target.equals(json.target))) {
      throw new UsageException("--chart and --json must be two files (got '" + chart.name + "')");
    }
  }

  /**
   * Checks, without changing anything, that a file is writable. Opens what is no file, because a
   * pipe can be opened only once. Returns null if the name is null.
   *
   * @throws CannotRunException if the file is not writable
   */
  public static OutputFile open(Path name, PrintStream out, PrintStream err)
      throws CannotRunException {
    if (name == null) {
      return null;
    }
    boolean isStdout = isStdout(name);
    if (isStdout || isSame(name, Path.of("/dev/fd/2"))) {
      return new OutputFile(name, null, isStdout ? out : err);
    }
    try {
      Path target = target(name);
      boolean exists = Files.exists(name);
      if ((!exists || Files.isRegularFile(name)) && isDescriptor(name)) {
        String why = "the JVM may have opened another file under that number";
        throw new FileSystemException("", null, why + "; give the name of the file");
      }
      if (exists) {
        OutputStream stream = Files.newOutputStream(name, StandardOpenOption.WRITE);
        if (!Files.isRegularFile(name)) {
          return new OutputFile(name, target, stream);
        }
        stream.close();
      } else if (!Files.isWritable(target.getParent())) {
        throw new AccessDeniedException("");
      }
      return new OutputFile(name, target, null);
    } catch (IOException e) {
      throw cannotWrite(name, e);
    }
  }

  /** Returns where a file is or will be, also behind a link to a file that does not exist. */
  private static Path target(Path name) throws IOException {
    try {
      return name.toRealPath();
    } catch (NoSuchFileException e) {
      Path file = name.toAbsolutePath();
      return Files.isSymbolicLink(file)
          ? target(file.resolveSibling(Files.readSymbolicLink(file)))
          : file.getParent().toRealPath().resolve(file.getFileName());
    }
  }

  /** Returns whether a name, or a link that it leads through, is in a folder of open files. */
  private static boolean isDescriptor(Path name) throws IOException {
    Path file = name.toAbsolutePath();
    Path folder = file.getParent().toRealPath();
    return folder.startsWith("/proc")
        || folder.startsWith("/dev/fd")
        || Files.isSymbolicLink(file)
            && isDescriptor(file.resolveSibling(Files.readSymbolicLink(file)));
  }

  private static boolean isStdout(Path name) {
    return STDOUT.equals(name) || isSame(name, Path.of("/dev/fd/1"));
  }

  /** Returns whether two names are of the same file, which can be told only if it exists. */
  static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException | RuntimeException e) { // one of them does not exist
      return false;
    }
  }

  private static CannotRunException cannotWrite(Path file, IOException e) {
    return new CannotRunException("cannot write '" + file + "': " + FileErrorMessage.of(e));
  }

  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces the content of the file.
   *
   * @throws CannotRunException if that fails, for example because the disk is full
   */
  void write(Content content) throws IOException {
    if (stream instanceof PrintStream) {
      content.writeTo(stream);
      return;
    }
    try (OutputStream file = stream == null ? Files.newOutputStream(name) : stream) {
      content.writeTo(file);
    } catch (IOException e) {
      throw cannotWrite(name, e);
    }
  }
}
