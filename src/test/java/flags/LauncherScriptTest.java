package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the launcher {@code flags}, with fake JDKs that print how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {
  private static final Map<String, String> WITH_CACHE = Map.of("XDG_CACHE_HOME", "");

  @TempDir private Path folder;
  private Path script;
  private Path home;

  @BeforeEach
  void setUp() throws IOException {
    folder = folder.toRealPath(); // as the script resolves it
    home = Files.createDirectory(folder.resolve("ho me"));
    script = folder.resolve("flags");
    // Hide the JDKs of this machine.
    String text = Files.readString(Path.of("src/main/sh/flags.sh")).replace("@BUILD@", "build");
    Files.writeString(script, text.replaceAll(" /(usr|opt|Library)/", " " + folder + "/$1/"));
    assertTrue(script.toFile().setExecutable(true));
  }

  /** Creates a fake JDK whose java prints its arguments, or writes the cache in a training run. */
  private Path jdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    // older than any cache, however coarse the timestamps of the file system are
    Files.setLastModifiedTime(
        jdk.resolve("release"), FileTime.from(Instant.now().minusSeconds(60)));
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        for arg; do
          case $arg in
          flags.launch.Training) training=yes ;;
          -XX:AOTCacheOutput=* | -XX:SharedArchiveFile=*) cache=${arg#*=} ;;
          esac
        done
        if [ -n "${training-}" ]; then
          while [ -e hold ]; do sleep 0.05; done
          echo cache >"$cache"
          exit
        fi
        printf '%s|' '"""
            + name
            + """
        ' "$@"
        exit 7
        """);
    assertTrue(java.toFile().setExecutable(true));
    return jdk;
  }

  private Path cache(Path jdk) {
    return Path.of(home + "/.cache/flags/build" + jdk + script + ".cache");
  }

  /** Runs the script and waits for the cache that it creates in the background. */
  private Result runAndAwaitCache(Path javaHome, Path jdk, String... args) throws Exception {
    Path made = Path.of(cache(jdk) + ".made");
    FileTime before = Files.exists(made) ? Files.getLastModifiedTime(made) : null;
    Result result = run(javaHome, WITH_CACHE, args);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Path lock = Path.of(cache(jdk) + ".lock"); // deleted last
    while (!Files.exists(made)
        || Files.getLastModifiedTime(made).equals(before)
        || Files.exists(lock)) {
      assertTrue(System.nanoTime() < deadline, made + " was not created");
      Thread.sleep(10);
    }
    return result;
  }

  private Result run(Path javaHome, String... args) throws Exception {
    return run(javaHome, Map.of(), args);
  }

  private Result run(Path javaHome, Map<String, String> environment, String... args)
      throws Exception {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    return run(command, javaHome, environment);
  }

  private Result run(List<String> command, Path javaHome, Map<String, String> environment)
      throws Exception {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_TOOL_OPTIONS"));
    // No cache: it would still be written after the test.
    builder.environment().put("XDG_CACHE_HOME", "/dev/null");
    builder.environment().put("HOME", home.toString());
    if (javaHome != null) {
      builder.environment().put("JAVA_HOME", javaHome.toString());
    }
    builder.environment().putAll(environment);
    return new Program(folder).run(builder, 30);
  }

  @ParameterizedTest
  @CsvSource({"25.0.1, -XX:AOTCache=", "26-ea, -XX:AOTCache=", "21.0.5, -XX:SharedArchiveFile="})
  void firstRunCreatesTheCacheForLaterRuns(String version, String option) throws Exception {
    Path jdk = jdk("jdk 1", version);

    Result first = runAndAwaitCache(jdk, jdk, "b", "c d");
    assertFalse(first.out().contains(option), first.out());
    Result second = run(jdk, WITH_CACHE, "b", "c d");

    assertTrue(first.out().startsWith("jdk 1|"), first.out());
    assertTrue(first.out().endsWith("|-cp|" + script + "|flags.Main|b|c d|"), first.out());
    assertTrue(
        second.out().endsWith("|" + option + cache(jdk) + "|-cp|" + script + "|flags.Main|b|c d|"),
        second.out());
    assertEquals(7, second.status());
    assertEquals("", first.err() + second.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"./flags", "cd 'ho me'; exec ../flags", "'ho me/../flags'"})
  void usesTheSameCacheHoweverItIsCalled(String command) throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndAwaitCache(jdk, jdk);

    Result result = run(List.of("/bin/sh", "-c", command), jdk, WITH_CACHE);

    assertEquals("", result.err());
    assertTrue(
        result.out().endsWith("AOTCache=" + cache(jdk) + "|-cp|" + script + "|flags.Main|"),
        result.out());
  }

  @Test
  void usesTheSameCacheThroughSymbolicLinks() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndAwaitCache(jdk, jdk);
    Files.createSymbolicLink(folder.resolve("ho me/near"), Path.of("../flags"));
    Path far = Files.createSymbolicLink(folder.resolve("ho me/far"), folder.resolve("ho me/near"));
    Path java = Files.createSymbolicLink(folder.resolve("current"), jdk);

    Result result = run(List.of(far.toString()), java, WITH_CACHE);

    assertEquals("", result.err());
    assertTrue(
        result.out().endsWith("AOTCache=" + cache(jdk) + "|-cp|" + script + "|flags.Main|"),
        result.out());
  }

  @Test
  void createsTheCacheOnceForFilesDatedInTheFuture() throws Exception {
    Path jdk = jdk("jdk", "25");
    var tomorrow = FileTime.from(Instant.now().plusSeconds(86400));
    Files.setLastModifiedTime(script, tomorrow);
    Files.setLastModifiedTime(jdk.resolve("release"), tomorrow);
    runAndAwaitCache(jdk, jdk);

    assertTrue(run(jdk, WITH_CACHE).out().contains("AOTCache="));
  }

  @Test
  void deletesOldCachesAndNothingElse() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path caches = Files.createDirectories(home.resolve(".cache/flags"));
    Path old = Files.createDirectories(caches.resolve("old/build"));
    Files.createDirectory(caches.resolve("empty"));
    for (String name : List.of("old/build/a.cache", "old/build/a.cache.made", "mine", "my.cache")) {
      Files.createFile(caches.resolve(name));
      Files.setLastModifiedTime(
          caches.resolve(name), FileTime.from(Instant.now().minusSeconds(32 * 86400)));
    }

    runAndAwaitCache(jdk, jdk);

    assertFalse(Files.exists(old.getParent()));
    assertTrue(Files.exists(caches.resolve("mine")));
    assertTrue(Files.exists(caches.resolve("my.cache")));
    assertTrue(Files.exists(caches.resolve("empty")));
  }

  @Test
  void cacheCreationKeepsNoFileOfTheCallerOpen() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path hold = Files.createFile(folder.resolve("hold"));

    // cat ends once no process has the pipe open
    run(List.of("/bin/sh", "-c", "./flags 9>&1 | cat"), jdk, WITH_CACHE);

    assertFalse(Files.exists(cache(jdk)));
    Files.delete(hold);
    runAndAwaitCache(null, jdk("usr/lib/jvm/other", "26")); // so that no process outlives the test
  }

  @Test
  void createsTheCacheWithoutNice() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path path = Files.createDirectory(folder.resolve("path"));
    for (String tool :
        List.of("sh", "mkdir", "find", "rmdir", "mv", "rm", "sync", "touch", "sleep")) {
      Path found =
          Stream.of("/bin", "/usr/bin")
              .map(bin -> Path.of(bin, tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(path.resolve(tool), found);
    }
    run(jdk, Map.of("XDG_CACHE_HOME", "", "PATH", path.toString()));

    runAndAwaitCache(jdk, jdk);
  }

  @Test
  void runsInZsh() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/zsh")), "needs zsh");

    Result result =
        run(List.of("/usr/bin/zsh", script.toString(), "us"), jdk("jdk", "25"), Map.of());

    assertTrue(result.out().endsWith("|-cp|" + script + "|flags.Main|us|"), result.out());
    assertEquals("", result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void reportsADeletedCurrentFolder(String shell) throws Exception {
    String command = "mkdir gone; cd gone; rmdir ../gone; exec " + shell + " " + script + " us";

    Result result = run(List.of("/bin/sh", "-c", command), jdk("jdk", "25"), Map.of());

    assertTrue(
        result.err().endsWith("*** Error: the current folder was deleted; change to another one\n"),
        result.err());
    assertEquals("", result.out());
    assertEquals(1, result.status());
  }

  @Test
  void skipsAJavaThatLacksAModule() throws Exception {
    Path incomplete = jdk("cut", "25");
    Files.writeString(
        incomplete.resolve("release"), "JAVA_VERSION=\"25\"\nMODULES=\"java.base java.xml\"\n");

    Result result = run(incomplete, Map.of("PATH", folder.toString()), "us");

    assertTrue(
        result
            .err()
            .endsWith("Found: 25 without the module jdk.httpserver in " + incomplete + "\n"),
        result.err());
    Path complete = jdk("usr/lib/jvm/whole", "21");
    Files.writeString(
        complete.resolve("release"),
        "MODULES=\"java.base jdk.httpserver\"\nJAVA_VERSION=\"21\""); // without a newline
    assertTrue(run(incomplete, "us").out().startsWith("usr/lib/jvm/whole|"));
  }

  @Test
  void doesNotSearchCdpathForARelativeJavaHome() throws Exception {
    jdk("jdk", "25");
    var environment = Map.of("CDPATH", folder.toString(), "JAVA_HOME", "jdk");

    assertTrue(run(null, environment, "us").out().startsWith("jdk|"));
  }

  @Test
  void providesAnEmptyStdinIfItIsClosed() throws Exception {
    Path jdk = jdk("jdk", "25");
    Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\ncat <&0 && echo empty\n");

    assertEquals("empty\n", run(List.of("/bin/sh", "-c", "exec ./flags <&-"), jdk, Map.of()).out());
  }

  @Test
  void serveGetsABoundedHeapAndNoSmallYoungGeneration() throws Exception {
    Path jdk = jdk("jdk", "25");

    String serve = run(jdk, "serve", "--port", "0").out();

    assertTrue(serve.contains("|-Xmx256m|"), serve);
    assertFalse(serve.contains("|-Xmn"), serve);
    assertTrue(run(jdk, "us").out().contains("|-Xmn16m|"));
  }

  @Test
  void reportsAProgramThatIsNotAtItsPath() throws Exception {
    var command = List.of("/bin/sh", "-c", Files.readString(script), "nowhere/../flags");

    Result result = run(command, jdk("jdk", "25"), Map.of());

    assertEquals(
        "*** Error: cannot find the program at '"
            + folder
            + "/nowhere/../flags'; call it by its path\n",
        result.err());
    assertEquals(1, result.status());
  }

  @Test
  void ignoresAModifiedCache() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndAwaitCache(jdk, jdk);

    Files.setLastModifiedTime(cache(jdk), FileTime.from(Instant.now().plusSeconds(1)));

    assertFalse(runAndAwaitCache(jdk, jdk).out().contains("AOTCache="));
  }

  @Test
  void recreatesADeletedCache() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndAwaitCache(jdk, jdk);

    Files.delete(cache(jdk));

    assertFalse(runAndAwaitCache(jdk, jdk).out().contains("AOTCache="));
    assertTrue(Files.exists(cache(jdk)));
  }

  @Test
  void ignoresACacheOlderThanTheJvm() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndAwaitCache(jdk, jdk);

    Files.setLastModifiedTime(jdk.resolve("release"), FileTime.from(Instant.now().plusSeconds(1)));

    assertFalse(runAndAwaitCache(jdk, jdk).out().contains("AOTCache="));
  }

  @Test
  void ignoresACacheOlderThanTheProgram() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndAwaitCache(jdk, jdk);

    Files.setLastModifiedTime(script, FileTime.from(Instant.now().plusSeconds(1)));

    assertFalse(runAndAwaitCache(jdk, jdk).out().contains("AOTCache="));
  }

  @Test
  void passesTheJvmOptionsForAShortRun() throws Exception {
    String out = run(jdk("jdk", "25"), "us").out();

    for (String option :
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:UserThreadWaitAttemptsAtExit=0",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-Xlog:disable")) {
      assertTrue(out.contains("|" + option + "|"), out);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "_JAVA_OPTIONS, -XX:+UseG1GC",
    "JDK_JAVA_OPTIONS, -Da=b -Xmx16m",
    "JDK_JAVA_OPTIONS, '\"-Xmx16m\"'",
    "JDK_JAVA_OPTIONS, @file",
    "JAVA_TOOL_OPTIONS, -XX:+UseParallelGC",
  })
  void userJvmOptionsReplaceItsOwn(String variable, String options) throws Exception {
    Path jdk = jdk("jdk", "25");

    assertEquals(
        "jdk|-cp|" + script + "|flags.Main|us|", run(jdk, Map.of(variable, options), "us").out());
  }

  @Test
  void keepsItsOptionsIfTheUserSetsOnlyProperties() throws Exception {
    var properties = Map.of("JAVA_TOOL_OPTIONS", "-Dfile.encoding=UTF-8 -Da=b");

    String out = run(jdk("jdk", "25"), properties, "us").out();

    assertTrue(out.contains("|-XX:+UseSerialGC|"), out);
  }

  @Test
  void runsInAFolderWithAColonInItsName() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path odd = Files.createDirectory(folder.resolve("a:b"));
    script = Files.move(script, odd.resolve("flags"));

    assertTrue(run(jdk, WITH_CACHE, "us").out().endsWith("|-cp|/dev/fd/3|flags.Main|us|"));
    assertFalse(Files.exists(home.resolve(".cache")), "the JVM would split the path of the cache");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere Java reads all names as UTF-8
  void reportsAFolderThatTheLocaleCannotEncode() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path odd = Files.createDirectory(folder.resolve("\u00e9"));
    script = Files.move(script, odd.resolve("flags"));

    Result result = run(jdk, Map.of("LC_ALL", "C"), "us");

    assertEquals(
        "*** Error: this locale has not all letters of '"
            + script
            + "'; set another, as in LC_ALL=C.UTF-8, or move the program\n",
        result.err());
    assertEquals(1, result.status());
    assertTrue(run(jdk, Map.of("LC_ALL", "C.UTF-8"), "us").out().contains("|" + script + "|"));
  }

  @Test
  void fallsBackToTheJavaOnThePath() throws Exception {
    Path old = jdk("old", "17.0.9");
    Path path = jdk("elsewhere", "99").resolve("bin");

    assertEquals(
        "elsewhere|-cp|" + script + "|flags.launch.Launcher|us|",
        run(old, Map.of("PATH", path.toString()), "us").out());
  }

  @Test
  void listsTheJavasFoundIfNoneIsNewEnough() throws Exception {
    Path old = jdk("old", "17.0.9");
    Path older = jdk("usr/lib/jvm/older", "11.0.2");

    Result result = run(old, Map.of("PATH", folder.toString()), "us");

    assertEquals(
        "*** Error: flags needs Java 21 or newer; install one, or set JAVA_HOME to its folder."
            + " Found: 17.0.9 in "
            + old
            + "; 11.0.2 in "
            + older
            + "\n",
        result.err());
    assertEquals(1, result.status());
    assertTrue(
        run(null, Map.of("PATH", folder.toString()), "us")
            .err()
            .endsWith("11.0.2 in " + older + "\n"));
  }

  @Test
  void exitsInsteadOfLoopingIfCalledByAnOldJava() throws Exception {
    Path old = jdk("old", "17.0.9");
    String text = Files.readString(script);
    Files.writeString(script, "flags_launched=yes\n" + text.replace("#!/bin/sh", ""));

    assertEquals(1, run(old, "us").status());
  }

  @Test
  void passesOnTheOptionsOfAnOldJava() throws Exception {
    Path jdk = jdk("jdk", "25");
    String text = Files.readString(script);
    Files.writeString(
        script,
        "flags_launched=7\nflags_class_path='a:b c'\nflags_options='-Xmx1g\n-Da=b *'\n" + text);

    assertEquals(
        "jdk|-Xmx1g|-Da=b *|-Dflags.launched=7|-cp|a:b c|flags.Main|us|", run(jdk, "us").out());
  }

  @Test
  void runsWithoutAPlaceForTheCache() throws Exception {
    // Not in a folder of the test: after its deletion, the cache could be created there.
    var noHome = Map.of("XDG_CACHE_HOME", "", "HOME", "/dev/null");

    Result result = run(jdk("jdk", "25"), noHome, "us");

    assertTrue(result.out().endsWith("|flags.Main|us|"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void findsANewerJavaThanJavaHome() throws Exception {
    Path old = jdk("old", "17.0.9");
    Path newest = jdk("ho me/.jdks/new", "25.0.1");
    jdk("ho me/.jdks/older", "24.0.1");
    jdk("usr/lib/jvm/older", "21.0.1");

    assertTrue(runAndAwaitCache(old, newest).out().startsWith("ho me/.jdks/new|"));
    assertTrue(run(null).out().startsWith("ho me/.jdks/new|"));
    Path named = jdk("named", "21.0.1");
    assertTrue(
        run(named).out().startsWith("named|"), "JAVA_HOME takes precedence over a newer Java");
  }
}
