package flags.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Determines whether stderr is a terminal, and its width, which the JDK does not report. */
public final class TerminalWidth {
  private static final int DEFAULT_WIDTH = 80;

  private TerminalWidth() {}

  /** Returns the width of stderr in columns, or 0 if it is not a terminal. */
  public static int ofStderr() {
    Path stderr = Path.of("/proc/self/fd/2");
    try {
      if (Files.isSymbolicLink(stderr)) { // on Linux: most runs need no process
        Path target = Files.readSymbolicLink(stderr);
        if (!target.startsWith("/dev/") || target.endsWith("null")) {
          return 0;
        }
      }
      return ofStderrBySystem();
    } catch (IOException e) {
      return 0;
    }
  }

  private static int ofStderrBySystem() throws IOException {
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
  }
}
