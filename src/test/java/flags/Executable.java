package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes files that a test executes. A child process does it: if this one did, another child that
 * starts at the same time would have the file open for a moment, and nothing could execute it
 * ("Text file busy").
 */
final class Executable {
  private Executable() {}

  static void write(Path file, String text) throws IOException, InterruptedException {
    Process process = start("cat >\"$1\" && chmod +x \"$1\"", file);
    try (var stdin = process.getOutputStream()) {
      stdin.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(0, process.waitFor());
  }

  static Path copy(Path source, Path target) throws IOException, InterruptedException {
    assertEquals(0, start("exec cp \"$1\" \"$2\"", source, target).waitFor());
    return target;
  }

  private static Process start(String command, Path... files) throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-c", command, "sh");
    for (Path file : files) {
      builder.command().add(file.toString());
    }
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
