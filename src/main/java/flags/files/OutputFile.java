package flags.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import flags.errors.CannotRunException;
import flags.errors.FileReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file to be written whole or not at all: until it is saved it has another name, and what has its
 * name stays. A pipe or a device is written to as it is.
 */
public final class OutputFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final OutputStream stream;

  /**
   * @param part the file to write, which may be the same
   */
  private OutputFile(Path file, Path part) throws IOException {
    this.file = file;
    this.part = part;
    stream = Files.newOutputStream(part);
  }

  /**
   * Begins a file.
   *
   * @throws CannotRunException if it cannot be written there
   */
  public static OutputFile open(Path file) throws CannotRunException {
    if (Files.isDirectory(file)) {
      throw new CannotRunException("cannot write '" + file + "': it is a folder");
    }
    try {
      if (Files.exists(file)) {
        file = file.toRealPath(); // not a link to it
      }
      return new OutputFile(
          file, Files.exists(file) && !Files.isRegularFile(file) ? file : part(file));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static Path part(Path file) {
    String suffix = "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part";
    return file.resolveSibling("." + file.getFileName() + suffix);
  }

  private static CannotRunException cannotWrite(Path file, IOException e) {
    return new CannotRunException("cannot write '" + file + "': " + FileReason.of(e));
  }

  /** Writes a part of it. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes it and gives it its name.
   *
   * @throws CannotRunException if that cannot be done; the old file stays then
   */
  public void save(Content content) throws CannotRunException {
    try (stream) {
      content.writeTo(stream);
      stream.close();
      if (part != file) {
        Files.move(part, file, ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Leaves nothing of it, if it was not saved. */
  @Override
  public void close() throws IOException {
    stream.close();
    if (part != file) {
      Files.deleteIfExists(part);
    }
  }
}
