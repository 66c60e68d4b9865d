package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.NeedsUnix;
import flags.messages.CannotRunException;
import flags.messages.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are opened first and written at the end. */
class OutputFileTest {
  @TempDir private Path folder;

  private static void write(Path name, String text) throws IOException {
    try (var file = OutputFile.open(name, System.out, System.err)) {
      file.write(out -> out.write(text.getBytes()));
    }
  }

  @Test
  void keepsTheOldContentUntilItIsReplaced() throws IOException {
    Path name = Files.writeString(folder.resolve("file"), "old and long");
    try (var file = OutputFile.open(name, System.out, System.err)) {
      assertEquals("old and long", Files.readString(name));

      file.write(out -> out.write("new".getBytes()));
    }
    assertEquals("new", Files.readString(name));
  }

  @Test
  @NeedsUnix
  void keepsPermissionsAndLinks() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("new"));

    write(link, "1");
    write(dangling, "2");

    assertEquals("1", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(dangling));
    assertEquals("2", Files.readString(folder.resolve("new")));
  }

  @Test
  @NeedsUnix
  void recognizesTwoNamesOfTheSameFile() throws IOException {
    Path file = folder.resolve("a.svg");
    Path other = Files.createDirectory(folder.resolve("b")).resolve("../a.svg");
    Files.createFile(file);
    OutputFile.requireValid(file, folder.resolve("b.svg"));

    assertThrows(UsageException.class, () -> OutputFile.requireValid(file, other));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThrows(UsageException.class, () -> OutputFile.requireValid(file, link));
  }

  @Test
  void leavesNoFileIfNothingWasWritten() throws IOException {
    Path created = folder.resolve("new");
    Path old = Files.createFile(folder.resolve("old"));
    for (Path name : List.of(created, old)) {
      OutputFile.open(name, System.out, System.err).close();
    }
    assertFalse(Files.exists(created));
    assertTrue(Files.exists(old));
  }

  @Test
  void saysWhyWritingFails() throws IOException {
    Path name = folder.resolve("file");
    try (var file = OutputFile.open(name, System.out, System.err)) {
      var e =
          assertThrows(
              CannotRunException.class,
              () ->
                  file.write(
                      out -> {
                        throw new IOException("No space left on device");
                      }));
      assertEquals("cannot write '" + name + "': No space left on device", e.getMessage());
    }
  }
}
