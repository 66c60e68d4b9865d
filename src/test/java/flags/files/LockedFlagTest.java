package flags.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flags.Program;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Flags that another program, such as a virus scanner, holds open. */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "other systems rename open files")
class LockedFlagTest {
  @TempDir private Path folder;

  @Test
  void renamesAFlagThatIsOpenForAMoment() throws Exception {
    var flag = Destination.open(folder).write(new Buffer().writeUtf8("new"), "US");
    var opened = new CountDownLatch(1);
    var scanner =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (var open = new RandomAccessFile(flag.temporary().toFile(), "r")) {
                    assertEquals('n', open.read());
                    opened.countDown();
                    Thread.sleep(300);
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                });
    opened.await();

    flag.commit();

    assertEquals("new", Files.readString(folder.resolve("US.gif")));
    scanner.join();
  }

  @Test
  void keepsTheOldFlagIfItStaysOpen() throws Exception {
    Path old = Files.writeString(folder.resolve("US.gif"), "old");
    var flag = Destination.open(folder).write(new Buffer().writeUtf8("new"), "US");

    try (var open = new RandomAccessFile(old.toFile(), "r")) {
      assertThrows(FileSystemException.class, flag::commit);
      assertEquals('o', open.read());
    }

    assertEquals("old", Files.readString(old));
    assertEquals(List.of("US.gif"), Program.fileNames(folder));
  }
}
