package flags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many files and sockets this process may have open. */
final class OpenFiles {
  private static final int ENOUGH = Integer.MAX_VALUE;

  /** What the JVM and the program have open besides the downloads, and some to spare. */
  private static final int RESERVE = 28;

  private OpenFiles() {}

  /** Returns the limit ({@code ulimit -n}); where the system does not tell, it is no limit. */
  static int limit() {
    Path limits = Path.of("/proc/self/limits"); // only Linux tells without a library
    try {
      if (Files.exists(limits)) {
        for (String line : Files.readAllLines(limits)) {
          if (line.startsWith("Max open files")) {
            return Integer.parseInt(line.split("\\s+")[3]);
          }
        }
      }
    } catch (IOException | NumberFormatException e) {
      // "unlimited", or as good as that
    }
    return ENOUGH;
  }

  /**
   * Returns how many of the wanted connections a limit allows.
   *
   * @param perConnection how many files and sockets a connection takes
   * @throws CannotRunException if it does not allow one
   */
  static int connections(int wanted, int limit, int perConnection) throws CannotRunException {
    int needed = RESERVE + perConnection;
    if (limit < needed) {
      throw new CannotRunException(
          "this system allows no more than "
              + limit
              + " open files; allow "
              + needed
              + " with ulimit -n "
              + needed);
    }
    return Math.min(wanted, (limit - RESERVE) / perConnection);
  }
}
