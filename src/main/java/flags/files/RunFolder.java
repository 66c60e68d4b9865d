package flags.files;

import flags.errors.CannotRunException;
import flags.errors.FileErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folder in which a run of a comparison saves its flags.
 *
 * @param temporary whether {@link #close} deletes the folder
 */
public record RunFolder(Path path, boolean temporary) implements AutoCloseable {

  /**
   * Creates a folder that {@link #close} deletes.
   *
   * @throws CannotRunException if the folder cannot be created
   */
  public static RunFolder createTemporary() throws CannotRunException {
    try {
      return new RunFolder(Files.createTempDirectory(temporaryFolder(), "flags"), true);
    } catch (IOException e) {
      throw new CannotRunException(
          "cannot make a folder in '"
              + temporaryFolder()
              + "': "
              + FileErrorMessage.of(e)
              + "; name another with TMPDIR=DIR");
    }
  }

  /**
   * Returns the folder for temporary files. Honours {@code TMPDIR} on Linux too, where the JVM
   * ignores it.
   */
  private static Path temporaryFolder() {
    String jvmFolder = System.getProperty("java.io.tmpdir");
    String userFolder = Objects.requireNonNullElse(System.getenv("TMPDIR"), "");
    return Path.of(jvmFolder.equals("/tmp") && !userFolder.isEmpty() ? userFolder : jvmFolder);
  }

  @Override
  public void close() throws IOException {
    if (temporary && Files.exists(path)) {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(path);
    }
  }
}
