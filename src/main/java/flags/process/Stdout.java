package flags.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Determines the type and the state of stdout. */
public final class Stdout {
  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private Stdout() {}

  /**
   * Returns whether output was lost, except to a reader that stopped reading.
   *
   * @param out the stream that prints to stdout
   */
  public static boolean isLost(PrintStream out) {
    return out.checkError() && !readerMayHaveLeft();
  }

  /**
   * Returns whether a failure to write to stdout may be harmless: a reader such as {@code head} may
   * have read enough.
   */
  private static boolean readerMayHaveLeft() {
    try {
      int type = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & FILE_TYPE;
      return type == PIPE || type == SOCKET;
    } catch (UnsupportedOperationException e) {
      return true; // on Windows, where the type is unknown
    } catch (IOException e) {
      return false; // stdout is closed
    }
  }
}
