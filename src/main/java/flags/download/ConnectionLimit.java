package flags.download;

import flags.messages.CannotRunException;
import flags.messages.Plural;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Determines how many connections a run may use, which the strategy and the system limit. */
public final class ConnectionLimit {
  /** The files that the JVM and the program have open besides the downloads, and some to spare. */
  private static final int RESERVED_FILES = 28;

  /** A socket, another one for a redirect to a different server, and a file. */
  private static final int FILES_PER_CONNECTION = 3;

  private ConnectionLimit() {}

  /**
   * Returns the number of connections to use: as many as are requested and useful, if the strategy
   * and the system allow them.
   *
   * @param codes the number of codes to download
   * @param serves whether this process may also hold the server's ends of the connections
   * @param warn receives one line for each limit that applies
   * @throws CannotRunException if the system does not allow a single connection
   */
  public static int apply(Settings settings, int codes, boolean serves, Consumer<String> warn)
      throws CannotRunException {
    Strategy strategy = settings.strategy();
    if (settings.concurReq() > strategy.maxConcurReq) {
      var more = new StringJoiner(" or ", "; for more, add ", "").setEmptyValue("");
      for (Strategy other : Strategy.values()) {
        if (other.maxConcurReq > strategy.maxConcurReq) {
          more.add("--strategy " + other);
        }
      }
      warn.accept(
          "-m is reduced to %s, the maximum of --strategy %s%s."
              .formatted(strategy.maxConcurReq, strategy, more));
    }
    int concurReq = Math.min(Math.min(settings.concurReq(), strategy.maxConcurReq), codes);
    int openFiles = openFiles();
    int allowed = fit(concurReq, openFiles, serves);
    if (allowed < concurReq) {
      warn.accept(
          "Only %s: this system allows %s open files (see ulimit -n)."
              .formatted(Plural.of(allowed, "connection"), openFiles));
    }
    return allowed;
  }

  /** Returns how many of the requested connections a limit on open files allows. */
  public static int fit(int requested, int openFiles, boolean serves) throws CannotRunException {
    int perConnection = FILES_PER_CONNECTION + (serves ? 1 : 0);
    int needed = RESERVED_FILES + perConnection;
    if (openFiles < needed) {
      throw new CannotRunException(
          "this system allows only %1$s open files; allow %2$s with ulimit -n %2$s"
              .formatted(openFiles, needed));
    }
    return Math.min(requested, (openFiles - RESERVED_FILES) / perConnection);
  }

  /** Returns how many files and sockets this process may have open: {@code ulimit -n}. */
  public static int openFiles() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
        if (line.startsWith("Max open files")) {
          return Integer.parseInt(line.split("\\s+")[3]);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // another system than Linux, or "unlimited", or larger than an int
    }
    return Integer.MAX_VALUE;
  }
}
