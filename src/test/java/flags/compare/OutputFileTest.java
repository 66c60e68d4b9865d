package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.NeedsUnix;
import flags.Program;
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

  private static OutputFile open(Path name) throws IOException {
    return OutputFile.open(name, System.out, System.err);
  }

  private static void write(Path name, String text) throws IOException {
    OutputFile file = open(name);
    file.write(out -> out.write(text.getBytes()));
  }

  @Test
  void keepsTheOldContentUntilItIsReplaced() throws IOException {
    Path name = Files.writeString(folder.resolve("file"), "old and long");
    OutputFile file = open(name);
    assertEquals("old and long", Files.readString(name));

    file.write(out -> out.write("new".getBytes()));
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
    OutputFile chart = open(file);
    OutputFile.requireTwo(chart, open(folder.resolve("b.svg")));

    assertThrows(UsageException.class, () -> OutputFile.requireTwo(chart, open(other)));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThrows(UsageException.class, () -> OutputFile.requireTwo(chart, open(link)));
    Files.delete(file); // the names of a new file
    OutputFile.requireTwo(chart, open(folder.resolve("b.svg")));
    assertThrows(UsageException.class, () -> OutputFile.requireTwo(chart, open(other)));
    assertThrows(UsageException.class, () -> OutputFile.requireTwo(chart, open(link)));
  }

  @Test
  void leavesNoFileIfNothingWasWritten() throws IOException {
    Path old = Files.writeString(folder.resolve("old"), "old");
    for (String name : List.of("new", "old")) {
      open(folder.resolve(name));
    }
    assertEquals("old", Files.readString(old));
    assertEquals(List.of("old"), Program.fileNames(folder));
  }

  @Test
  @NeedsUnix
  void refusesWhatCannotBeWritten() throws IOException {
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("no/file"));
    for (String name : List.of("no/file", "loop", "dangling", "", "/", "x".repeat(300))) {
      Path file = folder.resolve(name);
      var e = assertThrows(CannotRunException.class, () -> open(file), name);
      assertTrue(e.getMessage().startsWith("cannot write '" + file + "': "), e.getMessage());
    }
    assertEquals(List.of("dangling", "loop"), Program.fileNames(folder));
  }

  /** For example by a flag, if it is in the folder of the flags. */
  @Test
  void writesToAFileThatWasReplacedMeanwhile() throws IOException {
    Path name = Files.writeString(folder.resolve("US.gif"), "old");
    OutputFile file = open(name);
    Files.delete(name);
    Files.writeString(name, "a flag");

    file.write(out -> out.write("data".getBytes()));
    assertEquals("data", Files.readString(name));
  }

  @Test
  void saysWhyWritingFails() throws IOException {
    Path name = folder.resolve("file");
    OutputFile file = open(name);
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
