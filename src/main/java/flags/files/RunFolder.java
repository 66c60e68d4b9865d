package flags.files;

import flags.errors.CannotRunException;
import flags.errors.FileErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a run of a comparison saves its flags.
 *
 * @param temporary whether it goes away with the run
 */
public record RunFolder(Path path, boolean temporary) implements AutoCloseable {

  /**
   * Makes a folder that goes away.
   *
   * @throws CannotRunException if there is nowhere to make it
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

  /** Where temporary files go: also on Linux, whose JVM does not ask the environment. */
  private static Path temporaryFolder() {
    String javas = System.getProperty("java.io.tmpdir");
    String users = Objects.requireNonNullElse(System.getenv("TMPDIR"), "");
    return Path.of(javas.equals("/tmp") && !users.isEmpty() ? users : javas);
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
