package flags.server;

import flags.errors.CannotRunException;
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
  /** The maximum size of a file, in bytes. */
  int MAX_BYTES = 16 << 20;

  /** Returns the flag of a country as a GIF, or null if it has none. */
  byte[] find(String cc) throws IOException;

  /**
   * Returns the flags that are part of this program.
   *
   * @throws IOException if the built-in list of countries cannot be read
   */
  static FlagFiles builtIn() throws IOException {
    Set<String> countries = CountryCodes.builtIn();
    return cc ->
        countries.contains(cc.toUpperCase(Locale.ROOT))
            ? Resources.read("/flags/" + file(cc))
            : null;
  }

  /**
   * Returns the flags in a folder, as {@code cc/cc.gif} or, like downloaded flags, as {@code
   * CC.gif}.
   *
   * @throws CannotRunException if the folder has no flags
   */
  static FlagFiles in(Path dir) throws CannotRunException {
    boolean any = false;
    for (char first = 'a'; first <= 'z' && !any; first++) {
      for (char second = 'a'; second <= 'z' && !any; second++) {
        any = file(dir, "" + first + second) != null;
      }
    }
    if (!any) {
      throw new CannotRunException(
          "cannot serve '" + dir + "': it has no flags in it, neither as us/us.gif nor as US.gif");
    }
    return cc -> {
      Path gif = file(dir, cc);
      if (gif == null) {
        return null;
      }
      if (Files.size(gif) > MAX_BYTES) {
        throw new IOException(gif + " is larger than 16 MiB");
      }
      return Files.readAllBytes(gif);
    };
  }

  private static Path file(Path dir, String cc) {
    Path served = dir.resolve(file(cc));
    Path downloaded = dir.resolve(cc.toUpperCase(Locale.ROOT) + ".gif");
    return Files.isRegularFile(served)
        ? served
        : Files.isRegularFile(downloaded) ? downloaded : null;
  }

  private static String file(String cc) {
    return cc + "/" + cc + ".gif";
  }
}
