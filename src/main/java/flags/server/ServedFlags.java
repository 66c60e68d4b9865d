package flags.server;

import flags.files.CountryCodes;
import flags.files.Resources;
import flags.messages.CannotRunException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The flags to serve, by lower-case country code. */
@FunctionalInterface
public interface ServedFlags {
  /** Opens the flag of a country; null if it has none. */
  Content find(String cc) throws IOException;

  /** A stream, and how many bytes it has. */
  record Content(InputStream stream, long length) {
    static Content of(byte[] bytes) {
      return new Content(new ByteArrayInputStream(bytes), bytes.length);
    }
  }

  static ServedFlags builtIn() throws IOException {
    Set<String> countries = CountryCodes.builtIn();
    return cc ->
        countries.contains(cc.toUpperCase(Locale.ROOT))
            ? Content.of(Resources.read("/flags/" + cc + "/" + cc + ".gif"))
            : null;
  }

  /** Returns the flags in a folder, as {@code cc/cc.gif} or, like downloads, {@code CC.gif}. */
  static ServedFlags in(Path dir) throws CannotRunException {
    for (char first = 'a'; first <= 'z'; first++) {
      for (char second = 'a'; second <= 'z'; second++) {
        if (file(dir, "" + first + second) != null) {
          return cc -> open(file(dir, cc));
        }
      }
    }
    throw new CannotRunException(
        "cannot serve '" + dir + "': it has no flags in it, neither as us/us.gif nor as US.gif");
  }

  private static Content open(Path gif) throws IOException {
    if (gif == null) {
      return null;
    }
    FileChannel file = FileChannel.open(gif); // its size, even if a download replaces the file now
    return new Content(Channels.newInputStream(file), file.size());
  }

  private static Path file(Path dir, String cc) {
    Path served = dir.resolve(cc + "/" + cc + ".gif");
    Path downloaded = dir.resolve(cc.toUpperCase(Locale.ROOT) + ".gif");
    return Files.isRegularFile(served)
        ? served
        : Files.isRegularFile(downloaded) ? downloaded : null;
  }
}
