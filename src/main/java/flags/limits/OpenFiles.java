package flags.limits;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many files and sockets this process may have open.
 *
 * @param limit {@code ulimit -n}; where the system does not tell, it is no limit
 */
public record OpenFiles(int limit) {
  /** What the JVM and the program have open besides the downloads, and some to spare. */
  private static final int RESERVE = 28;

  /** A socket, another to a server that it redirects to, and a file. */
  private static final int PER_CONNECTION = 3;

  /** Asks the system. */
  public static OpenFiles ofThisProcess() {
    Path limits = Path.of("/proc/self/limits"); // only Linux tells without a library
    try {
      if (Files.exists(limits)) {
        for (String line : Files.readAllLines(limits)) {
          if (line.startsWith("Max open files")) {
            return new OpenFiles(Integer.parseInt(line.split("\\s+")[3]));
          }
        }
      }
    } catch (IOException | NumberFormatException e) {
      // "unlimited", or as good as that
    }
    return new OpenFiles(Integer.MAX_VALUE);
  }

  /**
   * Returns how many of the wanted connections the limit allows.
   *
   * @param mayServe whether the other ends of them may be in this process
   * @throws CannotRunException if it does not allow one
   */
  public int connections(int wanted, boolean mayServe) throws CannotRunException {
    int perConnection = mayServe ? PER_CONNECTION + 1 : PER_CONNECTION;
    int needed = RESERVE + perConnection;
    if (limit < needed) {
      throw new CannotRunException(
          "this system allows only "
              + limit
              + " open files; allow "
              + needed
              + " with ulimit -n "
              + needed);
    }
    return Math.min(wanted, (limit - RESERVE) / perConnection);
  }
}
