package flags.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Determines what stdout and stderr lead to, which the JDK does not report. */
public final class StandardStreams {
  private static final int DEFAULT_WIDTH = 80;
  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private StandardStreams() {}

  /** Returns the width of stderr in columns, or 0 if it is not a terminal. */
  public static int widthOfStderr() {
    Path stderr = Path.of("/proc/self/fd/2");
    try {
      if (Files.isSymbolicLink(stderr)) { // on Linux: most runs need no process
        Path target = Files.readSymbolicLink(stderr);
        if (!target.startsWith("/dev/") || target.endsWith("null")) {
          return 0;
        }
      }
      if (File.separatorChar == '\\') {
        return System.console() == null ? 0 : DEFAULT_WIDTH; // the best guess on Windows
      }
      Process stty =
          new ProcessBuilder("/bin/sh", "-c", "stty size <&2 2>/dev/null")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] rowsAndColumns = size.strip().split(" ");
      if (rowsAndColumns.length != 2) {
        return 0;
      }
      int columns = Integer.parseInt(rowsAndColumns[1]);
      return columns > 0 ? columns : DEFAULT_WIDTH; // a terminal of unknown width reports 0
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Returns whether output was lost, except to a reader that stopped reading, such as {@code head}.
   *
   * @param out the stream that prints to stdout
   */
  public static boolean isStdoutLost(PrintStream out) {
    if (!out.checkError()) {
      return false;
    }
    try {
      int type = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & FILE_TYPE;
      return type != PIPE && type != SOCKET;
    } catch (UnsupportedOperationException e) {
      return false; // on Windows, where the type is unknown
    } catch (IOException e) {
      return true; // stdout is closed
    }
  }
}
