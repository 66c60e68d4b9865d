package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classes that a plain run of the jar must not load. Build rules exclude most of them, but give
 * no warning if they no longer match the libraries.
 */
@Tag("jar")
class StartTest {
  /** Classes that are slow to load or initialize. */
  private static final List<String> SLOW =
      List.of(
          "java.util.logging.LogManager",
          "sun.util.calendar.ZoneInfoFile",
          "java.security.Provider$Service",
          "javax.net.ssl.SSLContext",
          "java.time.ZonedDateTime",
          "java.util.Formatter",
          "java.util.ServiceLoader",
          "okhttp3.MediaType",
          "sun.nio.ch.SocketOptionRegistry",
          "sun.nio.fs.UnixException",
          // subcommands, help and errors, which a plain run does not use
          "flags.compare.Compare",
          "flags.compare.RunRecorder",
          "com.squareup.moshi.JsonWriter",
          "flags.demo.Demos",
          "flags.cli.CompareOptions",
          "flags.cli.DemoOptions",
          "flags.cli.Serve",
          "flags.cli.Completion",
          "picocli.AutoComplete",
          // of OkHttp's pool, the only one that a sequential run could have
          "java.util.concurrent.ThreadPoolExecutor$Worker");

  /** Classes that every run loads: without them, the log has an unknown format. */
  private static final List<String> EXPECTED = List.of("flags.http.FlagClient");

  @TempDir private Path folder;

  @Test
  void loadsNoSlowClasses() throws Exception {
    assertTrue(
        Program.CLASS_PATH.endsWith("flags.jar"), "this test needs the jar: run ./mvnw verify");
    for (String name : SLOW) { // a class that is not there would not be loaded either
      Class.forName(name, false, getClass().getClassLoader());
    }
    InetAddress address = InetAddress.getByName("127.0.0.1"); // looking up a name loads more
    try (var server = new RawServer(address, 0, cc -> RawServer.flag())) {
      Result result =
          new Program(folder)
              .runWith(
                  List.of("-Xlog:class+load:file=loaded.txt:none"),
                  "us -s http://127.0.0.1:" + server.port() + "/flags");

      assertTrue(result.out().contains("1 flag downloaded.\n"), result.out() + result.err());
    }
    try (Stream<String> lines = Files.lines(folder.resolve("loaded.txt"))) {
      List<String> loaded = lines.map(line -> line.split(" ")[0]).toList();
      assertEquals(List.of(), EXPECTED.stream().filter(name -> !loaded.contains(name)).toList());
      assertEquals(List.of(), SLOW.stream().filter(loaded::contains).toList());
    }
  }
}
