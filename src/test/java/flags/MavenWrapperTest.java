package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mvnw}, with a local server and a fake Maven. */
@NeedsUnix
class MavenWrapperTest {
  @StartStop private final MockWebServer server = new MockWebServer();
  @TempDir private Path folder;
  private Path path;
  private byte[] archive;

  @BeforeEach
  void setUp() throws Exception {
    Executable.copy(Path.of("mvnw"), folder.resolve("mvnw"));
    path = Files.createDirectory(folder.resolve("path"));
    String tools = "sh sed tr cut dirname mkdir mktemp mv rm tar gzip curl wget sha512sum shasum";
    for (String tool : tools.split(" ")) {
      Path found = which(tool);
      if (found != null) { // mvnw needs only one tool of each pair
        script(path.resolve(tool), "exec " + found + " \"$@\"");
      }
    }
    if (which("curl") == null && which("wget") == null) {
      String java = String.join("' '", Program.testCommand(Curl.class));
      script(path.resolve("curl"), "exec '" + java + "' \"$@\"");
    }

    Path bin = Files.createDirectories(folder.resolve("apache-maven-9.9/bin"));
    script(bin.resolve("mvn"), "echo \"fetched: $*\"");
    assertEquals(
        0, new Program(folder).runInShell("tar -czf maven.tar.gz apache-maven-9.9").status());
    archive = Files.readAllBytes(folder.resolve("maven.tar.gz"));
    properties(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(archive)));
  }

  private void properties(String sha512) throws IOException {
    Path wrapper = Files.createDirectories(folder.resolve(".mvn/wrapper"));
    Files.writeString(
        wrapper.resolve("maven-wrapper.properties"),
        """
        mavenVersion=9.9
        distributionUrl=%s
        distributionSha512Sum=%s
        """
            .formatted(server.url("/maven.tar.gz"), sha512));
  }

  @ParameterizedTest
  @CsvSource({"3.8.7", "3.9.11", "3.10.0", "4.0.0-rc-4"})
  void usesTheMavenOnThePath(String version) throws Exception {
    mavenOnPath(version);

    assertEquals("installed: -q test\n", mvnw("-q", "test").out());
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void fetchesMavenOnceIfNoneIsInstalled() throws Exception {
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(archive)).build());

    assertEquals("fetched: -q test\n", mvnw("-q", "test").out());
    assertEquals("fetched: a b\n", mvnw("a b").out());
    assertEquals(1, server.getRequestCount());
    assertEquals(1, distributions().size(), "only Maven itself is left");
  }

  /** {@code curl -fsSL -o FILE URL}, for machines without curl. */
  static final class Curl {
    public static void main(String... args) throws IOException {
      try (InputStream in = URI.create(args[3]).toURL().openStream()) {
        Files.copy(in, Path.of(args[2]));
      }
    }
  }

  @Test
  void fetchesMavenIfTheInstalledOneIsTooOld() throws Exception {
    mavenOnPath("3.6.3");
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(archive)).build());

    assertEquals("fetched: test\n", mvnw("test").out());
  }

  @Test
  void refusesAnArchiveWithAnotherChecksum() throws Exception {
    properties("0".repeat(128));
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(archive)).build());

    Result result = mvnw("test");

    assertEquals(1, result.status());
    assertTrue(result.err().contains("has another SHA-512"), result.err());
    assertEquals(List.of(), distributions());
  }

  @Test
  void reportsThatMavenCannotBeFetched() throws Exception {
    server.enqueue(new MockResponse.Builder().code(404).build());

    Result result = mvnw("test");

    assertEquals(1, result.status());
    assertTrue(
        result.err().endsWith("mvnw: cannot fetch " + server.url("/maven.tar.gz") + "\n"),
        result.err());
  }

  private void mavenOnPath(String version) throws Exception {
    // with the escape sequences that some versions print
    script(
        path.resolve("mvn"),
        """
        [ "$1" = --version ] && { printf '\\033[1mApache Maven %s (abc)\\033[m\\nx\\n'; exit; }
        echo "installed: $*"
        """
            .formatted(version));
  }

  private static void script(Path file, String text) throws Exception {
    Executable.write(file, "#!/bin/sh\n" + text + "\n");
  }

  private List<String> distributions() throws IOException {
    return Program.fileNames(folder.resolve("m2/wrapper/dists/apache-maven-9.9-bin"));
  }

  private static Path which(String tool) {
    for (String dir : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(dir, tool))) {
        return Path.of(dir, tool);
      }
    }
    return null;
  }

  private Result mvnw(String... args) throws Exception {
    var builder = new ProcessBuilder("./mvnw");
    builder.command().addAll(List.of(args));
    builder.environment().clear(); // of proxies, for example
    builder.environment().put("PATH", path.toString());
    builder.environment().put("MAVEN_USER_HOME", folder.resolve("m2").toString());
    return new Program(folder).run(builder);
  }
}
