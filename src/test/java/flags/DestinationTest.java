package flags;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.files.Destination;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the command saves flags. */
@Tag("program")
@NeedsUnix
class DestinationTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path folder;

  @BeforeEach
  void serve() {
    server.setDispatcher(new FlagDispatcher("BA", "BB"));
  }

  private Result flags(Path dest, String ccList) {
    return Result.of("-v " + ccList + " -s " + server.url("/flags") + " -d", dest.toString());
  }

  @Test
  void createsTheFolderAndItsParents() {
    Path dest = folder.resolve("a/b");

    assertEquals(0, flags(dest, "ba").status());
    assertTrue(Files.isRegularFile(dest.resolve("BA.gif")));
  }

  @Test
  void savesThroughALinkToAFolder() throws IOException {
    Path dest =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

    assertEquals(0, flags(dest, "ba").status());
    assertTrue(Files.isRegularFile(folder.resolve("real/BA.gif")));
  }

  @Test
  void replacesALinkInPlaceOfAFlagAndKeepsItsTarget() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Files.createSymbolicLink(folder.resolve("BA.gif"), precious);
    Files.createSymbolicLink(folder.resolve("BB.gif"), folder.resolve("nowhere"));

    assertEquals(0, flags(folder, "ba bb").status());

    assertEquals("precious", Files.readString(precious));
    for (String name : List.of("BA.gif", "BB.gif")) {
      assertFalse(Files.isSymbolicLink(folder.resolve(name)));
      assertArrayEquals(FlagDispatcher.GIF, Files.readAllBytes(folder.resolve(name)));
    }
  }

  @Test
  void keepsAFolderInPlaceOfAFlagAndSavesTheOthers() throws IOException {
    Files.createDirectory(folder.resolve("BA.gif"));

    Result result = flags(folder, "ba bb");

    assertTrue(result.out().contains("BA error: cannot save: "), result.out());
    assertTrue(result.out().contains("BB OK\n"), result.out());
    assertEquals(1, result.status());
    assertTrue(Files.isDirectory(folder.resolve("BA.gif")));
    assertEquals(List.of("BA.gif", "BB.gif"), Program.fileNames(folder));
  }

  @Test
  void savesFlagsWithDefaultPermissions() throws IOException {
    flags(folder, "ba");

    assertEquals(
        Files.getPosixFilePermissions(Files.createFile(folder.resolve("new"))),
        Files.getPosixFilePermissions(folder.resolve("BA.gif")));
  }

  @Test
  void refusesAFileOrADanglingLinkAsDestination() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertCannotSave(file, "not a folder");
    assertCannotSave(file.resolve("below"), "");
    assertCannotSave(
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere")),
        "not a folder");
  }

  private void assertCannotSave(Path dest, String reason) {
    Result result = flags(dest, "ba");

    assertEquals(1, result.status());
    assertEquals("", result.out());
    assertTrue(
        result.err().startsWith("*** Error: cannot save in '" + dest + "': ")
            && result.err().contains(reason)
            && result.err().lines().count() == 1,
        result.err());
    assertEquals(0, server.getRequestCount());
  }

  /** As on a network folder, whose quota may be noticed only when the file is closed. */
  @Test
  void savesNothingIfTheFileCannotBeCompleted() throws IOException {
    var full =
        new Destination(folder) {
          @Override
          protected void rename(Path temporary, Path target) throws IOException {
            throw new IOException("Disk quota exceeded");
          }
        };

    var e = assertThrows(FileSystemException.class, () -> full.saveFlag(new byte[1], "US.gif"));

    assertEquals("Disk quota exceeded", e.getReason());
    assertEquals(List.of(), Program.fileNames(folder));
  }
}
