package flags.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.WRITE;

import flags.messages.CannotRunException;
import flags.messages.FileErrorMessage;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The folder in which flags are saved; {@code DEST_DIR} of {@code flags2_common.py}.
 *
 * <p>A flag is written to a temporary file, whose name cannot be mistaken for a flag's. When the
 * file is complete, it is renamed atomically: at any time {@code CC.gif} is absent, the old flag,
 * or the complete new one.
 */
public class Destination {
  private static final boolean IS_WINDOWS = File.separatorChar == '\\';

  private final Path dir;
  // Random, because another run may be saving the same flags in the same folder.
  private final String suffix =
      "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part";

  protected Destination(Path dir) {
    this.dir = dir;
  }

  /**
   * Opens a folder for saving flags, and creates it if it does not exist.
   *
   * @throws CannotRunException if nothing can be saved there
   */
  public static Destination open(Path dir) throws CannotRunException {
    try {
      if (!Files.isDirectory(dir)) { // or it would throw exceptions, even if it succeeds
        Files.createDirectories(dir);
      }
      var destination = new Destination(dir);
      Path trial = destination.temporary("trial");
      Files.newOutputStream(trial, CREATE_NEW, WRITE, DELETE_ON_CLOSE).close();
      return destination;
    } catch (IOException e) {
      boolean isNoFolder = e instanceof FileAlreadyExistsException;
      throw new CannotRunException(
          "cannot save in '%s': %s; name another folder with --dest DIR"
              .formatted(dir, isNoFolder ? "not a folder" : FileErrorMessage.of(e)));
    }
  }

  private Path temporary(String filename) {
    return dir.resolve("." + filename + suffix);
  }

  /**
   * Saves a flag, replacing an existing file or symbolic link; {@code save_flag} of {@code
   * flags2_common.py}.
   *
   * @throws FileSystemException if that fails; the old flag is kept
   */
  public void saveFlag(byte[] image, String filename) throws FileSystemException {
    Path temporary = temporary(filename);
    try {
      Files.write(temporary, image, CREATE_NEW, WRITE);
      rename(temporary, dir.resolve(filename));
    } catch (IOException e) { // not in a finally: looking for a file that is gone takes long
      temporary.toFile().delete();
      throw e instanceof FileSystemException f
          ? f
          : new FileSystemException(temporary.toString(), null, e.getMessage()); // from closing it
    }
  }

  /** Renames a file atomically. Tests use the moment before it. */
  protected void rename(Path temporary, Path target) throws IOException {
    int retries = IS_WINDOWS ? 9 : 0; // there, virus scanners hold a new file open for a moment
    while (true) {
      try {
        Files.move(temporary, target, ATOMIC_MOVE);
        return;
      } catch (IOException e) {
        if (retries-- == 0) {
          throw e;
        }
        LockSupport.parkNanos(100_000_000);
      }
    }
  }
}
