package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the launcher {@code flags}, with fake JDKs that print how they were called. */
@NeedsUnix
class LauncherScriptTest {
  private static final Map<String, String> WITH_CACHE = Map.of("XDG_CACHE_HOME", "");

  @TempDir private Path folder;
  private Path script;
  private Path home;

  @BeforeEach
  void setUp() throws Exception {
    folder = folder.toRealPath(); // as the script resolves it
    home = Files.createDirectory(folder.resolve("ho me"));
    script = folder.resolve("flags");
    String text = Files.readString(Path.of("src/main/sh/flags.sh")).replace("@BUILD@", "build");
    // Hide the JDKs of this machine.
    Executable.write(script, text.replaceAll(" /(usr|opt|Library)/", " " + folder + "/$1/"));
  }

  /**
   * Creates a fake JDK. In a training run, its java writes the cache, as slowly as the file {@code
   * hold} lets it, and fails if there is a file {@code fail}.
   */
  private Path jdk(String name, String version) throws Exception {
    Path jdk = Files.createDirectories(folder.resolve(name));
    release(jdk, version, version + "+9");
    Executable.write(
        Files.createDirectories(jdk.resolve("bin")).resolve("java"),
        """
        #!/bin/sh
        case $* in
        *flags.launch.Training)
          while [ -e 'FOLDER/hold' ]; do sleep 0.05; done
          for arg; do
            case $arg in
            -XX:AOTCacheOutput=* | -XX:SharedArchiveFile=*) echo cache | tee "${arg#*=}" >temporary ;;
            esac
          done
          kill -HUP $PPID # as a terminal that is closed
          echo >>'FOLDER/trainings'
          ! [ -e 'FOLDER/fail' ]
          exit
          ;;
        esac
        printf '%s|' 'NAME' "$@"
        exit 7
        """
            .replace("FOLDER", folder.toString())
            .replace("NAME", name));
    return jdk;
  }

  private static void release(Path jdk, String version, String build) throws IOException {
    Files.writeString(
        jdk.resolve("release"),
        "JAVA_RUNTIME_VERSION=\"%s\"\nJAVA_VERSION=\"%s\"\n".formatted(build, version));
  }

  private Path caches() {
    return Path.of(home + "/.cache/flags" + script);
  }

  private Path cache(String build, Path jdk) {
    return Path.of(caches() + "/build/" + build + jdk + ".class-cache");
  }

  /** Returns the folder in which the cache is made. */
  private static Path part(Path cache) {
    return Path.of(cache + ".part");
  }

  private long trainings() throws IOException {
    Path trainings = folder.resolve("trainings");
    return Files.exists(trainings) ? Files.size(trainings) : 0;
  }

  /** Runs the script, which must not use a cache, and waits for the one that it creates. */
  private Result runAndAwaitCache(Path javaHome, Path cache, String... args) throws Exception {
    long before = trainings();
    Result result = run(javaHome, WITH_CACHE, args);
    assertFalse(result.out().contains("AOTCache="), result.out());
    await(() -> trainings() > before && !Files.exists(part(cache))); // which is deleted last
    assertTrue(Files.exists(cache));
    return result;
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain");
      Thread.sleep(10);
    }
  }

  private static void setAge(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
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

  private Result runInShell(String command, Path javaHome, Map<String, String> environment)
      throws Exception {
    return run(List.of("/bin/sh", "-c", command), javaHome, environment);
  }

  private Result run(List<String> command, Path javaHome, Map<String, String> environment)
      throws Exception {
    ProcessBuilder builder = Program.builder(command);
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "SDKMAN_DIR"));
    builder.environment().put("HOME", home.toString());
    if (javaHome != null) {
      builder.environment().put("JAVA_HOME", javaHome.toString());
    }
    builder.environment().putAll(environment);
    return new Program(folder).run(builder);
  }

  @ParameterizedTest
  @CsvSource({"25.0.1, -XX:AOTCache=", "26-ea, -XX:AOTCache=", "21.0.5, -XX:SharedArchiveFile="})
  void firstRunCreatesTheCacheForLaterRuns(String version, String option) throws Exception {
    Path jdk = jdk("jdk 1", version);
    Path cache = cache(version + "+9", jdk);

    Result first = runAndAwaitCache(jdk, cache, "b", "c d");
    Result second = run(jdk, WITH_CACHE, "b", "c d");

    assertFalse(first.out().contains(option), first.out());
    assertTrue(first.out().startsWith("jdk 1|"), first.out());
    assertTrue(first.out().endsWith("|-cp|" + script + "|flags.Main|b|c d|"), first.out());
    assertTrue(
        second.out().endsWith("|" + option + cache + "|-cp|" + script + "|flags.Main|b|c d|"),
        second.out());
    assertEquals(7, second.status());
    assertEquals("", first.err() + second.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./flags",
        "cd 'ho me'; exec ../flags",
        "'ho me/../flags'",
        "ln -s ../flags 'ho me/near'; ln -s \"$PWD/ho me/near\" far; ./far",
        "ln -s jdk current; JAVA_HOME=current ./flags",
      })
  void usesTheSameCacheHoweverItIsCalled(String command) throws Exception {
    Path jdk = jdk("jdk", "25");
    Path cache = cache("25+9", jdk);
    runAndAwaitCache(jdk, cache);

    Result result = runInShell(command, jdk, WITH_CACHE);

    assertEquals("", result.err());
    assertTrue(
        result.out().endsWith("AOTCache=" + cache + "|-cp|" + script + "|flags.Main|"),
        result.out());
  }

  @Test
  void createsANewCacheAfterAnUpdateOfTheJvm() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndAwaitCache(jdk, cache("25+9", jdk));

    release(jdk, "25", "25+10:x/y"); // the path has no room for more than the beginning
    setAge(jdk.resolve("release"), Duration.ofDays(9));
    runAndAwaitCache(jdk, cache("25+10", jdk));

    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=25\n");
    runAndAwaitCache(jdk, cache("25", jdk));
  }

  @Test
  void createsANewCacheIfTheProgramIsNewer() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path cache = cache("25+9", jdk);
    runAndAwaitCache(jdk, cache);

    setAge(script, Duration.ofDays(-1)); // tomorrow, by another clock
    runAndAwaitCache(jdk, cache);

    assertTrue(run(jdk, WITH_CACHE).out().contains("AOTCache="));
  }

  @Test
  void deletesOldCachesAndThoseOfOtherBuilds() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path otherBuild = Files.createDirectories(caches().resolve("old build"));
    Path otherFile = Files.createDirectories(home.resolve(".cache/flags/usr/bin"));
    Path old = Files.createFile(otherFile.resolve("a.class-cache"));
    Path left = Files.createDirectory(otherFile.resolve("b.class-cache.part"));
    Path recent = Files.createFile(otherFile.resolve("c.class-cache"));
    Path foreign = Files.createFile(otherFile.resolve("d.cache"));
    Files.createFile(otherBuild.resolve("25.class-cache"));
    Files.createFile(left.resolve("cache"));
    setAge(recent, Duration.ofDays(29));
    for (Path file : List.of(old, left, foreign)) {
      setAge(file, Duration.ofDays(32));
    }

    runAndAwaitCache(jdk, cache("25+9", jdk));

    for (Path file : List.of(otherBuild, old, left)) {
      assertFalse(Files.exists(file), file.toString());
    }
    assertTrue(Files.exists(recent));
    assertTrue(Files.exists(foreign));
  }

  @Test
  void triesAgainADayAfterItCouldNotCreateTheCache() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path cache = cache("25+9", jdk);
    Path fail = Files.createFile(folder.resolve("fail"));

    Path statuses = Files.createFile(folder.resolve("statuses"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Executable.write(
        bin.resolve("mkdir"),
        "#!/bin/sh\n/bin/mkdir \"$@\"\nstatus=$?; echo $status >>'"
            + statuses
            + "'; exit $status\n");
    var environment = Map.of("XDG_CACHE_HOME", "", "PATH", bin + ":" + System.getenv("PATH"));

    run(jdk, environment);
    await(() -> trainings() == 1 && part(cache).toFile().list().length == 0);
    run(jdk, environment);
    await(() -> Files.readString(statuses).equals("0\n0\n0\n1\n")); // the lock is still there

    assertFalse(Files.exists(cache));
    Files.createFile(part(cache).resolve("cache")); // as if it had been killed
    setAge(part(cache), Duration.ofHours(25));
    Files.delete(fail);
    runAndAwaitCache(jdk, cache);
    assertEquals(2, trainings());
  }

  @Test
  void cacheCreationKeepsNoFileOfTheCallerOpen() throws Exception {
    Path jdk = jdk("jdk", "25");
    Path hold = Files.createFile(folder.resolve("hold"));

    // cat ends once no process has the pipe open
    runInShell("./flags 9>&1 | cat", jdk, WITH_CACHE);

    assertEquals(0, trainings());
    Files.delete(hold);
    await(() -> trainings() == 1 && !Files.exists(part(cache("25+9", jdk))));
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

    Result result = runInShell(command, jdk("jdk", "25"), Map.of());

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
    Executable.write(jdk.resolve("bin/java"), "#!/bin/sh\ncat <&0 && echo empty\n");

    assertEquals("empty\n", runInShell("exec ./flags <&-", jdk, Map.of()).out());
  }

  @Test
  void reportsAProgramThatIsNotAtItsPath() throws Exception {
    var command = List.of("/bin/sh", "-c", Files.readString(script), "nowhere/../flags");

    Result result = run(command, jdk("jdk", "25"), Map.of());

    result.assertError(
        "cannot find the program at '%s/nowhere/../flags'; call it by its path".formatted(folder));
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
    Path jdk = jdk("jdk", "25");
    String options = run(jdk, "us").out();
    var properties = Map.of("JAVA_TOOL_OPTIONS", "-Dfile.encoding=UTF-8 -Da=b");

    assertTrue(options.contains("|-XX:+UseSerialGC|-XX:-UsePerfData|"), options);
    assertEquals(options, run(jdk, properties, "us").out());
    assertEquals( // it runs for long
        options.replace("|-Xmn16m|", "|-Xmx256m|").replace("|us|", "|serve|"),
        run(jdk, "serve").out());
  }

  @Test
  void refusesAPathWithAColon() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("a:b"));
    script = Files.move(script, odd.resolve("flags"));

    Result result = run(jdk("jdk", "25"), WITH_CACHE, "us");

    result.assertError(
        "Java finds no program at a path with a colon: '%s'; move it to another folder"
            .formatted(script));
    assertFalse(Files.exists(home.resolve(".cache")));
  }

  @ParameterizedTest
  @CsvSource({"a:b, ''", "jdk, flags_class_path=classes"})
  void usesNoCacheThatTheJvmCannot(String name, String setting) throws Exception {
    Path jdk = jdk(name, "25");
    Executable.write(script, "#!/bin/sh\n" + setting + "\n" + Files.readString(script));
    Path cache = cache("25+9", jdk); // newer
    Files.createDirectories(cache.getParent());
    Files.createFile(cache);

    assertFalse(run(jdk, WITH_CACHE).out().contains("AOTCache="));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere Java reads all names as UTF-8
  void reportsAFolderThatTheLocaleCannotEncode() throws Exception {
    Path jdk = jdk("jdk", "25");
    String command = // the locale of this JVM may lack the letter, too
        "odd=$(printf 'x\\303\\251'); mkdir -p $odd; cp flags $odd; exec $odd/flags us";

    Result result = runInShell(command, jdk, Map.of("LC_ALL", "C"));

    result.assertError(
        "this locale has not all letters of '%s/x\u00e9/flags'; set another, as in LC_ALL=C.UTF-8,"
                .formatted(folder)
            + " or move the program");
    assertEquals(7, runInShell(command, jdk, Map.of("LC_ALL", "C.UTF-8")).status());
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

    result.assertError(
        "flags needs Java 21 or newer; install one, or set JAVA_HOME to its folder. Found: 17.0.9"
            + " in %s; 11.0.2 in %s".formatted(old, older));
    assertTrue(
        run(null, Map.of("PATH", folder.toString()), "us")
            .err()
            .endsWith("11.0.2 in " + older + "\n"));
  }

  @Test
  void exitsInsteadOfLoopingIfCalledByAnOldJava() throws Exception {
    Path old = jdk("old", "17.0.9");
    String text = Files.readString(script);
    Executable.write(script, "#!/bin/sh\nflags_launched=yes\n" + text);

    assertTrue(run(old, "us").err().startsWith("*** Error: flags needs Java 21"));
  }

  @Test
  void passesOnTheOptionsOfAnOldJava() throws Exception {
    Path jdk = jdk("jdk", "25");
    String text = Files.readString(script);
    Executable.write(
        script,
        "#!/bin/sh\nflags_launched=7\nflags_class_path='a:b c'\nflags_options='-Xmx1g\n-Da=b *'\n"
            + text);

    assertEquals(
        "jdk|-Xmx1g|-Da=b *|-Dflags.launched=7|-cp|a:b c|flags.Main|us|", run(jdk, "us").out());
  }

  @Test
  void findsANewerJavaThanJavaHome() throws Exception {
    Path old = jdk("old", "17.0.9");
    jdk("ho me/.jdks/new", "25.0.1");
    jdk("ho me/.jdks/older", "24.0.1");
    jdk("usr/lib/jvm/older", "21.0.1");

    assertTrue(run(old).out().startsWith("ho me/.jdks/new|"));
    assertTrue(run(null).out().startsWith("ho me/.jdks/new|"));
    Path named = jdk("named", "21.0.1");
    assertTrue(
        run(named).out().startsWith("named|"), "JAVA_HOME takes precedence over a newer Java");
  }
}
