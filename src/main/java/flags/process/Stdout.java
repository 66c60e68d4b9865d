package flags.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the system what stdout is. */
public final class Stdout {
  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private Stdout() {}

  /** Returns whether stdout is a terminal that is to show colours; only Linux tells. */
  public static boolean showsColors() {
    String none = System.getenv("NO_COLOR");
    if (none != null && !none.isEmpty() || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      Path stdout = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
      return stdout.startsWith("/dev/pts") || stdout.toString().startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns whether what was printed did not get where it was to go.
   *
   * @param out prints to stdout
   */
  public static boolean isLost(PrintStream out) {
    return out.checkError() && !readerMayHaveLeft();
  }

  /**
   * Returns whether nothing need be wrong if stdout cannot be written: whoever read it has seen
   * enough, as {@code head} does.
   */
  private static boolean readerMayHaveLeft() {
    try {
      int type = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & FILE_TYPE;
      return type == PIPE || type == SOCKET;
    } catch (UnsupportedOperationException e) {
      return true; // on Windows, which does not tell
    } catch (IOException e) {
      return false; // there is no stdout
    }
  }
}
