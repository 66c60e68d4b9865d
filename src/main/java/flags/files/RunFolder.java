package flags.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a run of a comparison saves its flags.
 *
 * @param temporary whether it goes away with the run
 */
public record RunFolder(Path path, boolean temporary) implements AutoCloseable {

  /** Makes a folder that goes away. */
  public static RunFolder fresh() throws IOException {
    return new RunFolder(Files.createTempDirectory("flags"), true);
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.delete(path);
    }
  }
}
