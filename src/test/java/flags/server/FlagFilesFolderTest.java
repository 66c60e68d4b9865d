package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags served from a folder. */
class FlagFilesFolderTest {
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  @TempDir private Path dir;
  private Path flag;

  @BeforeEach
  void createFolder() throws IOException {
    flag = Files.createDirectory(dir.resolve("xx")).resolve("xx.gif");
  }

  private void assertResponse(int status, String body) throws IOException {
    try (var server = DemoServer.start(0, FlagFiles.in(dir), new Behaviour())) {
      var url = "http://localhost:" + server.port() + "/flags/xx/xx.gif";
      var call = new OkHttpClient().newCall(new Request.Builder().url(url).build());
      try (Response response = call.execute()) {
        assertEquals(status, response.code());
        assertEquals(body, response.body().string());
      }
    }
  }

  /** Creates the flag as a sparse file. */
  private void createFlag(long size) throws IOException {
    try (var file = new RandomAccessFile(flag.toFile(), "rw")) {
      file.setLength(size);
    }
  }

  @Test
  void readsAFlagOf16MiB() throws IOException {
    createFlag(MAX_BYTES);

    assertEquals(MAX_BYTES, FlagFiles.in(dir).find("xx").length);
  }

  @Test
  void respondsWith500IfAFlagIsLargerThan16MiB() throws IOException {
    createFlag(MAX_BYTES + 1);

    var e = assertThrows(IOException.class, () -> FlagFiles.in(dir).find("xx"));
    assertEquals(flag + " is larger than 16 MiB", e.getMessage());
    assertResponse(500, "Cannot read the flag\n");
  }

  @Test
  void respondsWith500IfAFlagCannotBeRead() throws IOException {
    Path unreadable = Path.of("/proc/self/mem"); // even for root: nothing is mapped at address 0
    assumeTrue(Files.isRegularFile(unreadable), "needs Linux");
    Files.createSymbolicLink(flag, unreadable);
    try {
      assertResponse(500, "Cannot read the flag\n");
    } finally {
      Files.delete(flag); // JUnit warns about links that lead out of the folder
    }
  }

  @Test
  void servesADownloadedFlagButPrefersTheServersLayout() throws IOException {
    Files.writeString(dir.resolve("XX.gif"), "downloaded");

    assertResponse(200, "downloaded");

    Files.writeString(flag, "served");
    assertResponse(200, "served");
  }

  @Test
  void refusesAFolderWithoutFlags() throws IOException {
    Files.writeString(dir.resolve("us.gif"), "neither");

    var e = assertThrows(CannotRunException.class, () -> FlagFiles.in(dir));

    assertEquals(
        "cannot serve '" + dir + "': it has no flags in it, neither as us/us.gif nor as US.gif",
        e.getMessage());
  }

  @Test
  void respondsWith404IfTheFlagIsNotAFile() throws IOException {
    Files.writeString(dir.resolve("YY.gif"), "another");
    assertNull(FlagFiles.in(dir).find("xx"));
    Files.createDirectory(flag);

    assertResponse(404, "Not Found\n");
  }
}
