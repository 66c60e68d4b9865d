package flags.files;

import flags.messages.CannotRunException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the files that are part of this program. */
public final class Resources {
  private Resources() {}

  /**
   * Returns the content of a file, whose name starts with a slash.
   *
   * @throws CannotRunException if the JVM cannot find the file, for example if the program is in a
   *     folder whose name ends in {@code !}
   */
  public static byte[] read(String name) throws IOException {
    try (InputStream resource = Resources.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new CannotRunException(
            ("cannot read %s of this program; is it still at '%s',"
                    + " in a folder whose name does not end in '!'?")
                .formatted(name, System.getProperty("java.class.path")));
      }
      return resource.readAllBytes();
    }
  }
}
