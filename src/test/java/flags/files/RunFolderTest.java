package flags.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @Test
  void deletesATemporaryFolderAndItsFlags() throws Exception {
    Path path;
    try (RunFolder folder = RunFolder.createTemporary()) {
      path = folder.path();
      Files.createFile(path.resolve("BA.gif"));
    }

    assertFalse(Files.exists(path));
  }

  @Test
  void keepsARequestedFolderAndItsFlags(@TempDir Path path) throws Exception {
    Path flag = Files.createFile(path.resolve("BA.gif"));

    new RunFolder(path, false).close();

    assertTrue(Files.exists(flag));
  }
}
