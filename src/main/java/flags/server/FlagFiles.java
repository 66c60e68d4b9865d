package flags.server;

import flags.files.CountryCodes;
import flags.files.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The flags to serve, by lower-case country code. */
@FunctionalInterface
public interface FlagFiles {
  /** How large a file may be. */
  int MAX_BYTES = 16 << 20;

  /** Returns the flag of a country as a GIF, or null if there is none. */
  byte[] find(String cc) throws IOException;

  /**
   * The flags that are part of this program.
   *
   * @throws IOException if it cannot read what is part of it
   */
  static FlagFiles builtIn() throws IOException {
    Set<String> countries = CountryCodes.builtIn();
    return cc ->
        countries.contains(cc.toUpperCase(Locale.ROOT))
            ? Resources.read("/flags/" + file(cc))
            : null;
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
