package flags.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written completely or not at all. */
class OutputFileTest {
  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void leavesNoFileIfNothingIsSaved() throws IOException {
    OutputFile.of(folder.resolve("file"));

    assertEquals(List.of(), names());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsPermissionsAndFollowsLinks() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("new"));

    OutputFile.of(link).save(out -> out.write('n'));
    OutputFile.of(dangling).save(out -> out.write('n'));

    assertEquals("n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(dangling));
    assertEquals("n", Files.readString(folder.resolve("new")));
    assertEquals(4, names().size());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesALinkThatLeadsToItself() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));

    var e = assertThrows(CannotRunException.class, () -> OutputFile.of(link));
    assertEquals("cannot write '" + link + "': a link that leads to itself", e.getMessage());
  }

  @Test
  void recognizesTwoNamesOfTheSameFile() throws IOException {
    Path file = folder.resolve("a.svg");
    Path other = Files.createDirectory(folder.resolve("b")).resolve("../a.svg");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a.svg"));

    assertTrue(OutputFile.isSame(file, other));
    assertTrue(OutputFile.isSame(file, link));
    assertFalse(OutputFile.isSame(file, folder.resolve("b.svg")));
    Files.createFile(file);
    assertTrue(OutputFile.isSame(file, Files.createLink(folder.resolve("hard"), file)));
  }

  @Test
  void keepsTheOldFileIfWritingFails() throws IOException {
    Path old = Files.writeString(folder.resolve("file"), "old");

    OutputFile file = OutputFile.of(old);
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

    assertEquals("old", Files.readString(old));
    assertEquals(List.of("file"), names());
  }
}
