package flags.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.WRITE;

import flags.errors.CannotRunException;
import flags.errors.FileErrorMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is written completely or not at all: its content goes to a temporary file, which is
 * then renamed atomically. Links are followed, the permissions of an old file are kept, and pipes
 * and devices are written to directly.
 */
public final class OutputFile {
  private static final int MAX_LINKS = 40;

  private final Path file;
  private final boolean regular;

  private OutputFile(Path file, boolean regular) {
    this.file = file;
    this.regular = regular;
  }

  /**
   * Returns a file to write to, after checking that it is writable. Does not change an existing
   * file.
   *
   * @throws CannotRunException if the file is not writable
   */
  public static OutputFile of(Path named) throws CannotRunException {
    if (Files.isDirectory(named)) {
      throw new CannotRunException("cannot write '" + named + "': it is a folder");
    }
    if (isOpen(named) || Files.exists(named) && !Files.isRegularFile(named)) {
      return new OutputFile(named, false);
    }
    try {
      var output = new OutputFile(target(named), true);
      Path trial = output.temporary();
      Files.createFile(trial);
      Files.delete(trial);
      return output;
    } catch (IOException e) {
      throw cannotWrite(named, e);
    }
  }

  /**
   * Returns whether a name may stand for a file that this process already has open, such as {@code
   * /dev/fd/3}.
   */
  private static boolean isOpen(Path named) {
    Path file = named.toAbsolutePath();
    return file.startsWith("/dev") || file.startsWith("/proc");
  }

  /** Returns whether a file is the stdout of this process. */
  public static boolean isStdout(Path named) {
    return isSameFile(named, Path.of("/dev/fd/1"));
  }

  /** Returns whether two names lead to the same file, which need not exist yet. */
  public static boolean isSame(Path one, Path other) {
    try {
      return isSameFile(one, other) || target(one).equals(target(other));
    } catch (IOException e) {
      return one.equals(other);
    }
  }

  private static boolean isSameFile(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException | RuntimeException e) { // one of them does not exist
      return false;
    }
  }

  /** Follows links, even if the last one leads to a file that does not exist. */
  private static Path target(Path named) throws IOException {
    Path file = named.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemException(named.toString(), null, "a link that leads to itself");
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    Path folder = file.getParent();
    return folder == null ? file : folder.toRealPath().resolve(file.getFileName());
  }

  private Path temporary() {
    String suffix = "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part";
    return file.resolveSibling("." + file.getFileName() + suffix);
  }

  private static CannotRunException cannotWrite(Path file, IOException e) {
    return new CannotRunException("cannot write '" + file + "': " + FileErrorMessage.of(e));
  }

  /** Writes the content of a file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the content to the file.
   *
   * @throws CannotRunException if that fails; the old file is kept, and no temporary file is left
   */
  public void save(Content content) throws CannotRunException {
    try {
      if (regular) {
        replace(content);
      } else {
        try (OutputStream stream = Files.newOutputStream(file, WRITE, APPEND)) {
          content.writeTo(stream);
        }
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private void replace(Content content) throws IOException {
    Path temporary = temporary();
    try {
      try (OutputStream stream = Files.newOutputStream(temporary)) {
        content.writeTo(stream);
      }
      keepMode(temporary);
      Files.move(temporary, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void keepMode(Path temporary) throws IOException {
    var mode = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    if (mode != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      mode.setPermissions(Files.getPosixFilePermissions(file));
    }
  }
}
