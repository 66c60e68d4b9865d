package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that the build produces: the jar, and the launcher with its cache. */
@Tag("jar")
class JarTest {
  private static final Path JAR = Path.of(Program.CLASS_PATH);
  private static final Path LAUNCHER = JAR.resolveSibling("flags");

  @TempDir private Path folder;

  @BeforeAll
  static void requireTheJar() {
    assertTrue(JAR.endsWith("flags.jar"), "this test needs the jar: run ./mvnw verify");
  }

  @Test
  void containsTheLicenceOfEveryBundledLibrary() throws IOException {
    Map<String, String> bundled =
        Map.of(
            "picocli", "picocli",
            "okhttp3", "OkHttp",
            "okio", "Okio",
            "com", "Moshi",
            "kotlin", "Kotlin",
            "me", "progressbar",
            "org", "JLine",
            "flags", "flag-icons");
    try (var jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertEquals(
          new TreeSet<>(bundled.keySet()),
          new TreeSet<>(
              names.stream()
                  .filter(name -> name.endsWith(".class"))
                  .map(name -> name.substring(0, name.indexOf('/')))
                  .toList()));
      String notice = text(jar, "META-INF/licenses/NOTICE.txt");
      for (String library : bundled.values()) {
        String line = notice.lines().filter(l -> l.contains(library)).findFirst().orElse("");
        String file = line.replaceFirst(".* see ([A-Za-z0-9.-]+\\.txt).*", "$1");
        assertTrue(
            text(jar, "META-INF/licenses/" + file).length() > 1000, library + ": '" + line + "'");
      }
    }
  }

  private static List<String> runJar(Path java, Path jar, String words) {
    var command = new ArrayList<>(List.of(java.toString(), "-jar", jar.toString()));
    command.addAll(List.of(Program.args(words)));
    return command;
  }

  private static String text(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertTrue(entry != null, name);
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  @NeedsUnix
  @ParameterizedTest
  @CsvSource({
    "a, A=b",
    "a b, _JAVA_OPTIONS=-XX:+UseG1GC",
    "c, JDK_JAVA_OPTIONS=-Xmx16m",
    "d, JAVA_TOOL_OPTIONS=-XX:+UseParallelGC",
  })
  void launcherRunsWithAnyJavaOptions(String name, String setting) throws Exception {
    Path launcher =
        Executable.copy(LAUNCHER, Files.createDirectories(folder.resolve(name)).resolve("flags"));
    try (var server = RawServer.flags()) {
      var command = new ArrayList<>(List.of("env", setting));
      command.addAll(List.of(launcher.toString(), "us", "-s", server.url()));

      Result result = new Program(folder).run(command);

      assertTrue(result.out().contains("\n  1 flag downloaded.\n"), result.out() + result.err());
      assertEquals(0, result.status());
    }
  }

  @Test
  void namesAFolderInWhichTheJvmFindsNoResources() throws Exception {
    Path jar = Files.copy(JAR, Files.createDirectory(folder.resolve("x!")).resolve("flags.jar"));
    var program = new Program(folder);
    for (String args : List.of("-a", "serve --port 0")) {
      Result result = program.run(runJar(Program.JAVA, jar, args));

      result.assertError(
          "cannot read /country_codes.txt of this program; is it still at '%s', in a folder whose"
                  .formatted(jar)
              + " name does not end in '!'?");
    }
  }

  @NeedsUnix
  @Test
  void oldJavaRefusesAPathWithAColonAndNamesTheRemedyIfItFindsNoScript() throws Exception {
    Path oldJava = Program.oldJava();
    Map<String, String> messages =
        Map.of(
            "a:b", "Java finds no program at a path with a colon: '",
            "x!", "; start it with a newer one, by its path: JDK/bin/java -jar flags.jar");
    for (String name : messages.keySet()) {
      Path odd = Files.createDirectory(folder.resolve(name));
      Files.copy(JAR, odd.resolve("flags.jar"));

      Result result = new Program(odd).run(runJar(oldJava, Path.of("flags.jar"), "us"));

      assertTrue(result.err().startsWith("*** Error: "), result.err());
      assertTrue(result.err().contains(messages.get(name)), result.err());
      assertEquals(1, result.err().lines().count(), result.err());
      assertEquals(1, result.status());
    }
  }

  @Test
  void keepsServingAfterTheJarIsReplaced() throws Exception {
    Path jar = Files.copy(JAR, folder.resolve("flags.jar"));
    var program = new Program(folder);
    Process serve = program.start(runJar(Program.JAVA, jar, "serve --port 0"));
    try {
      program.awaitOutput("Press Ctrl-C", serve);
      Path other = Files.writeString(folder.resolve("other"), "not a jar");

      Files.move(other, jar, StandardCopyOption.ATOMIC_MOVE); // as the build does

      String local = program.out().lines().findFirst().orElseThrow().replace("LOCAL site: ", "");
      assertEquals(0, Result.of("us fr -s " + local + " -d", folder + "/downloaded").status());
    } finally {
      serve.destroyForcibly().waitFor();
    }
  }

  @NeedsUnix
  @Test
  void oldJavaCreatesAndUsesACacheOfTheNewerJava() throws Exception {
    Path oldJava = Program.oldJava();
    var program = new Program(folder);
    var command = new ArrayList<>(List.of("env", "XDG_CACHE_HOME=" + folder.resolve("cache")));
    command.addAll(runJar(oldJava, JAR, "serve --port 0"));
    assertEquals("", cacheOptionOf(program, command));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!cacheIsComplete()) {
      assertTrue(System.nanoTime() < deadline, "no cache was created");
      Thread.sleep(50);
    }

    assertTrue(cacheOptionOf(program, command).contains("/flags.jar/"));
  }

  /** Starts the servers and returns the cache option of the newer Java, or an empty string. */
  private static String cacheOptionOf(Program program, List<String> command) throws Exception {
    Process serve = program.start(command);
    try {
      program.awaitOutput("Press Ctrl-C", serve);
      String[] options =
          serve.children().findFirst().orElseThrow().info().arguments().orElseThrow();
      return Stream.of(options)
          .filter(option -> option.matches("-XX:(AOTCache|SharedArchiveFile)=.*"))
          .findFirst()
          .orElse("");
    } finally {
      serve.destroy();
      assertTrue(serve.waitFor(20, TimeUnit.SECONDS));
    }
  }

  private boolean cacheIsComplete() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      return names.stream().anyMatch(name -> name.endsWith(".class-cache"))
          && names.stream().noneMatch(name -> name.endsWith(".class-cache.part"));
    } catch (IOException | java.io.UncheckedIOException e) {
      return false; // the folder changed during the walk
    }
  }
}
