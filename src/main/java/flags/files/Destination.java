package flags.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.WRITE;

import flags.messages.CannotRunException;
import flags.messages.FileErrorMessage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import okio.Buffer;
import okio.Source;

/**
 * The folder in which flags are saved; {@code DEST_DIR} of {@code flags2_common.py}.
 *
 * <p>A flag is written to a temporary file, whose name cannot be mistaken for a flag's. When the
 * file is complete, it is renamed atomically: at any time {@code CC.gif} is absent, the old flag,
 * or the complete new one.
 */
public final class Destination {
  private static final boolean IS_WINDOWS = File.separatorChar == '\\';
  private static final int MAX_READ = 8192;

  private final Path dir;
  // Random, because another run may be saving the same flags in the same folder.
  private final String suffix =
      "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part";

  private Destination(Path dir) {
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
      throw new CannotRunException(
          "cannot save in '%s': %s; name another folder with --dest DIR"
              .formatted(dir, FileErrorMessage.of(e)));
    }
  }

  private Path temporary(String filename) {
    return dir.resolve("." + filename + suffix);
  }

  /**
   * Writes a country's flag to a new temporary file in this folder.
   *
   * @throws IOException if the image cannot be read or written in full; the temporary file is
   *     deleted
   */
  public NewFlag write(Source image, String cc) throws IOException {
    String filename = cc + ".gif";
    var flag = new NewFlag(temporary(filename), dir.resolve(filename));
    try (OutputStream file = Files.newOutputStream(flag.temporary, CREATE_NEW, WRITE)) {
      var buffer = new Buffer();
      while (image.read(buffer, MAX_READ) >= 0) {
        write(buffer, file, flag.temporary);
      }
    } catch (IOException | RuntimeException | Error e) {
      flag.discard(e); // after it is closed
      throw e;
    }
    return flag;
  }

  /** A flag that has been written to its temporary file, but not yet renamed. */
  public record NewFlag(Path temporary, Path target) {

    /**
     * Renames the temporary file atomically, replacing an existing file or symbolic link; {@code
     * save_flag} of {@code flags2_common.py}.
     *
     * @throws IOException if the file cannot be renamed; the old file is kept and the temporary
     *     file is deleted
     */
    public void commit() throws IOException {
      int retries = IS_WINDOWS ? 9 : 0; // there, virus scanners hold a new file open for a moment
      while (true) {
        try {
          Files.move(temporary, target, ATOMIC_MOVE);
          return;
        } catch (IOException | RuntimeException | Error e) {
          if (retries-- == 0) {
            discard(e);
            throw e;
          }
          LockSupport.parkNanos(100_000_000);
        }
      }
    }

    private void discard(Throwable reason) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
    }
  }

  /** If this fails, the exception names the file, as it does if the file cannot be created. */
  private static void write(Buffer buffer, OutputStream out, Path file) throws IOException {
    try {
      buffer.writeTo(out);
    } catch (IOException e) {
      throw new FileSystemException(file.toString(), null, e.getMessage());
    }
  }
}
