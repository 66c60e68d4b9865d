package flags.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The flags to serve, by lower-case country code. */
@FunctionalInterface
public interface FlagFiles {
  /** How large a file may be. */
  int MAX_BYTES = 16 << 20;

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
      if (!Files.isRegularFile(gif)) {
        return null;
      }
      if (Files.size(gif) > MAX_BYTES) {
        throw new IOException(gif + " is larger than 16 MiB");
      }
      return Files.readAllBytes(gif);
    };
  }

  private static String file(String cc) {
    return cc + "/" + cc + ".gif";
  }
}
