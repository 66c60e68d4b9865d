package flags.files;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flags.Program;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Flags that another program, such as a virus scanner, holds open. */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "other systems rename open files")
class LockedFlagTest {
  private static final byte[] NEW = {'n', 'e', 'w'};

  @TempDir private Path folder;

  @Test
  void renamesAFlagThatIsOpenForAMoment() throws Exception {
    var scanners = new ArrayList<Thread>();
    var destination =
        new Destination(folder) {
          @Override
          protected void rename(Path temporary, Path target) throws IOException {
            var open = new RandomAccessFile(temporary.toFile(), "r");
            Executable closeLater =
                () -> {
                  Thread.sleep(300);
                  open.close();
                };
            scanners.add(Thread.ofPlatform().start(() -> assertDoesNotThrow(closeLater)));
            super.rename(temporary, target);
          }
        };

    destination.saveFlag(NEW, "US.gif");

    assertEquals("new", Files.readString(folder.resolve("US.gif")));
    scanners.getFirst().join();
    assertEquals(List.of("US.gif"), Program.fileNames(folder));
  }

  @Test
  void keepsTheOldFlagIfItStaysOpen() throws Exception {
    Path old = Files.writeString(folder.resolve("US.gif"), "old");
    Destination destination = Destination.open(folder);

    try (var open = new RandomAccessFile(old.toFile(), "r")) {
      assertThrows(FileSystemException.class, () -> destination.saveFlag(NEW, "US.gif"));
      assertEquals('o', open.read());
    }

    assertEquals("old", Files.readString(old));
    assertEquals(List.of("US.gif"), Program.fileNames(folder));
  }
}
