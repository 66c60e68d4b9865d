package flags.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that is there whole or not at all. */
class OutputFileTest {
  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void ofWhatIsNotSavedNothingIsLeft() throws IOException {
    OutputFile file = OutputFile.open(folder.resolve("file"));
    assertEquals(1, names().size(), "it is written under another name");

    file.close();

    assertEquals(List.of(), names());
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
    Path old = Files.writeString(folder.resolve("file"), "old");

    try (OutputFile file = OutputFile.open(old)) {
      var e =
          assertThrows(
              CannotRunException.class,
              () ->
                  file.save(
                      out -> {
                        out.write('n');
                        throw new IOException("No space left on device");
                      }));
      assertEquals("cannot write '" + old + "': No space left on device", e.getMessage());
    }

    assertEquals("old", Files.readString(old));
    assertEquals(List.of("file"), names());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeThatGetsNothingEndsAndStays() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    var reader = new FutureTask<>(() -> Files.readString(pipe));
    Thread.ofPlatform().daemon().start(reader);

    OutputFile.open(pipe).close();

    assertEquals("", reader.get(20, TimeUnit.SECONDS));
    assertTrue(Files.exists(pipe));
  }
}
