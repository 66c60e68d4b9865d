package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flags.messages.CannotRunException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Flags served from a folder. */
class ServedFlagsTest {
  @TempDir private Path dir;
  private Path flag;

  @BeforeEach
  void createFolder() throws IOException {
    flag = Files.createDirectory(dir.resolve("xx")).resolve("xx.gif");
  }

  private static Response get(DemoServer server) throws IOException {
    var url = "http://localhost:" + server.port() + "/flags/xx/xx.gif";
    return new OkHttpClient().newCall(new Request.Builder().url(url).build()).execute();
  }

  private static void assertResponse(int status, String body, ServedFlags flags)
      throws IOException {
    try (var server = DemoServer.start(0, flags, new Behaviour());
        Response response = get(server)) {
      assertEquals(status, response.code());
      assertEquals(body, response.body().string());
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the file would fill the disk")
  void streamsAFlagThatDoesNotFitIntoMemory() throws IOException {
    long size = 3L << 30; // no array has that many bytes
    try (var sparse = new RandomAccessFile(flag.toFile(), "rw")) {
      sparse.setLength(size);
    }
    try (var server = DemoServer.start(0, ServedFlags.in(dir), new Behaviour());
        Response response = get(server)) {
      assertEquals(200, response.code());
      assertEquals(size, response.body().contentLength());
      assertEquals(0, response.body().source().readByte());
    }
  }

  @Test
  void respondsWith500IfAFlagCannotBeRead() throws IOException {
    assertResponse(
        500,
        "Cannot read the flag\n",
        cc -> {
          throw new IOException("locked");
        });
  }

  @Test
  void servesADownloadedFlagButPrefersTheServersLayout() throws IOException {
    Files.writeString(dir.resolve("XX.gif"), "downloaded");

    assertResponse(200, "downloaded", ServedFlags.in(dir));

    Files.writeString(flag, "served");
    assertResponse(200, "served", ServedFlags.in(dir));
  }

  @Test
  void refusesAFolderWithoutFlags() throws IOException {
    Files.createDirectory(flag);

    var e = assertThrows(CannotRunException.class, () -> ServedFlags.in(dir));

    assertEquals(
        "cannot serve '" + dir + "': it has no flags in it, neither as us/us.gif nor as US.gif",
        e.getMessage());
  }
}
