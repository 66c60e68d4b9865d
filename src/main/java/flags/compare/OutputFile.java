package flags.compare;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import flags.messages.CannotRunException;
import flags.messages.FileErrorMessage;
import flags.messages.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file to write a comparison to. It is opened before the runs, so that none is wasted, and
 * overwritten in place at the end, as a shell's {@code >} does: links, permissions, mounts and
 * pipes need no special treatment.
 *
 * @param stream stdout or stderr, or null if the file has a channel
 * @param isNew whether {@link #open} created the file
 */
public record OutputFile(Path name, PrintStream stream, FileChannel channel, boolean isNew)
    implements AutoCloseable {
  private static final Path STDOUT = Path.of("-");

  /**
   * Fails if the names of the chart and the data are not valid. Either may be null. Call it when
   * both are open, because names of a file can be compared only if it exists.
   *
   * @throws UsageException if both are the same file, or the chart is not an SVG file
   */
  public static void requireValid(Path chart, Path json) {
    if (chart == null) {
      return;
    }
    boolean svg = chart.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    boolean device = Files.exists(chart) && !Files.isRegularFile(chart);
    if (!svg && !device && !isStdout(chart)) {
      throw new UsageException("--chart FILE must end in .svg (got '" + chart + "')");
    }
    if (json != null && (isStdout(chart) && isStdout(json) || isSame(chart, json))) {
      throw new UsageException("--chart and --json must be two files (got '" + chart + "')");
    }
  }

  /**
   * Opens a file without changing it, or creates it. Returns null if the name is null.
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
      return new OutputFile(name, isStdout ? out : err, null, false);
    }
    boolean isNew = Files.notExists(name, LinkOption.NOFOLLOW_LINKS);
    try {
      FileChannel channel = FileChannel.open(name, CREATE, WRITE);
      if (!isDescriptor(name) || !Files.isRegularFile(name)) {
        return new OutputFile(name, null, channel, isNew);
      }
      channel.close();
    } catch (IOException e) {
      throw cannotWrite(name, FileErrorMessage.of(e));
    }
    String why = "the JVM may have opened another file under that number";
    throw cannotWrite(name, why + "; give the name of the file");
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

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException | RuntimeException e) { // one of them does not exist
      return false;
    }
  }

  private static CannotRunException cannotWrite(Path file, String why) {
    return new CannotRunException("cannot write '" + file + "': " + why);
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
    if (stream != null) {
      content.writeTo(stream);
      return;
    }
    try {
      if (Files.isRegularFile(name)) { // pipes and devices have no length
        channel.truncate(0);
      }
      content.writeTo(Channels.newOutputStream(channel));
      close();
    } catch (IOException e) {
      throw cannotWrite(name, FileErrorMessage.of(e));
    }
  }

  /** Closes the file, and deletes it if it is new and was not written. */
  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      if (isNew && name.toFile().length() == 0) {
        name.toFile().delete();
      }
    }
  }
}
