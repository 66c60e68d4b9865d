package flags.limits;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The number of files and sockets that this process may have open.
 *
 * @param limit the value of {@code ulimit -n}, or {@link Integer#MAX_VALUE} if it is unknown or
 *     unlimited
 */
public record OpenFiles(int limit) {
  /**
   * The number of files that the JVM and the program have open besides the downloads, and some to
   * spare.
   */
  private static final int RESERVE = 28;

  /** A socket, another one for a redirect to a different server, and a file. */
  private static final int PER_CONNECTION = 3;

  /** Returns the limit of this process. */
  public static OpenFiles ofThisProcess() {
    Path limits = Path.of("/proc/self/limits"); // only Linux reports it without a library
    try {
      if (Files.exists(limits)) {
        for (String line : Files.readAllLines(limits)) {
          if (line.startsWith("Max open files")) {
            return new OpenFiles(Integer.parseInt(line.split("\\s+")[3]));
          }
        }
      }
    } catch (IOException | NumberFormatException e) {
      // "unlimited", or larger than an int
    }
    return new OpenFiles(Integer.MAX_VALUE);
  }

  /**
   * Returns how many of the requested connections the limit allows.
   *
   * @param mayServe whether this process may also hold the server's ends of the connections
   * @throws CannotRunException if the limit does not allow a single connection
   */
  public int connections(int requested, boolean mayServe) throws CannotRunException {
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
    return Math.min(requested, (limit - RESERVE) / perConnection);
  }
}
