package flags.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The flags to serve, by lower-case country code. */
@FunctionalInterface
public interface FlagFiles {

  /** Returns the flag of a country as a GIF, or null if there is none. */
  byte[] find(String cc) throws IOException;

  /** The flags that are part of this program. */
  static FlagFiles builtIn() {
    return cc -> {
      try (InputStream gif = FlagFiles.class.getResourceAsStream("/flags/" + file(cc))) {
        return gif == null ? null : gif.readAllBytes();
      }
    };
  }

  /** The flags in a folder, as {@code cc/cc.gif}. */
  static FlagFiles in(Path dir) {
    return cc -> {
      Path gif = dir.resolve(file(cc));
      return Files.isRegularFile(gif) ? Files.readAllBytes(gif) : null;
    };
  }

  private static String file(String cc) {
    return cc + "/" + cc + ".gif";
  }
}
