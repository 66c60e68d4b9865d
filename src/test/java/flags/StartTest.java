package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the jar does without when it starts; most of it by rules of the build that say nothing when
 * they no longer fit the libraries.
 */
@Tag("jar")
class StartTest {
  /** What sets up what takes long. */
  private static final List<String> SLOW =
      List.of(
          "java.util.logging.LogManager",
          "sun.util.calendar.ZoneInfoFile",
          "java.security.Provider$Service",
          "javax.net.ssl.SSLContext",
          "java.time.ZonedDateTime",
          "java.util.Formatter",
          "java.util.ServiceLoader",
          // of the subcommands, of help and of errors, for which a plain run has no use
          "flags.Compare",
          "flags.compare.WarmUp",
          "flags.compare.RequestRecorder",
          "com.squareup.moshi.JsonWriter",
          "flags.Demos",
          "flags.cli.CompareOptions",
          "flags.cli.DemoOptions",
          "flags.cli.Serve",
          "flags.cli.Completion",
          "picocli.AutoComplete",
          // of the only pool that there could be in a sequential run, OkHttp's
          "java.util.concurrent.ThreadPoolExecutor$Worker");

  /** What to find, or the log is not understood. */
  private static final List<String> NEEDED = List.of("flags.http.FlagClient");

  @TempDir private Path folder;

  @Test
  void loadsNothingSlow() throws Exception {
    assertTrue(Program.CLASS_PATH.endsWith("flags.jar"), "this is for the jar: ./mvnw verify");
    try (var server = new RawServer(cc -> RawServer.flag(FlagSite.GIF))) {
      List<String> command = Program.command(Program.JAVA, "us", "-s", server.url());
      command.add(1, "-Xlog:class+load:file=loaded.txt:none");

      Result result = new Program(folder).run(command);

      assertTrue(result.out().contains("1 flag downloaded.\n"), result.out() + result.err());
    }
    try (Stream<String> lines = Files.lines(folder.resolve("loaded.txt"))) {
      List<String> loaded = lines.map(line -> line.split(" ")[0]).toList();
      assertEquals(List.of(), NEEDED.stream().filter(name -> !loaded.contains(name)).toList());
      assertEquals(List.of(), SLOW.stream().filter(loaded::contains).toList());
    }
  }
}
