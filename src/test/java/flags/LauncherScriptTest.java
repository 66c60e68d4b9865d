package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script of the launcher {@code flags}, with JDKs of the test's own that say how they were run.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {
  @TempDir private Path folder;
  private Path script;
  private Path home;

  @BeforeEach
  void setUp() throws IOException {
    home = Files.createDirectory(folder.resolve("ho me"));
    script = folder.resolve("flags");
    Files.writeString(
        script, Files.readString(Path.of("src/main/sh/flags.sh")).replace("@BUILD@", "build"));
    assertTrue(script.toFile().setExecutable(true));
  }

  /** A JDK whose java prints its arguments, or makes the cache that it is told to make. */
  private Path jdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    // older than any cache, whatever the granularity of the file system's time
    Files.setLastModifiedTime(
        jdk.resolve("release"), FileTime.from(Instant.now().minusSeconds(60)));
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        for arg; do
          case $arg in
          flags.Training) training=yes ;;
          -XX:AOTCacheOutput=* | -XX:SharedArchiveFile=*) cache=${arg#*=} ;;
          esac
        done
        if [ -n "${training-}" ]; then
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

  /** Runs the script and waits for the cache that it has made in the background. */
  private Result runAndMakeCache(Path javaHome, Path jdk, String... args) throws Exception {
    Path made = Path.of(cache(jdk) + ".made");
    FileTime before = Files.exists(made) ? Files.getLastModifiedTime(made) : null;
    Result result = run(javaHome, args);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Path lock = Path.of(cache(jdk) + ".lock"); // goes last
    while (!Files.exists(made)
        || Files.getLastModifiedTime(made).equals(before)
        || Files.exists(lock)) {
      assertTrue(System.nanoTime() < deadline, made + " was not made");
      Thread.sleep(10);
    }
    return result;
  }

  private Result run(Path javaHome, String... args) throws Exception {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("XDG_CACHE_HOME", "JAVA_HOME"));
    builder.environment().put("HOME", home.toString());
    if (javaHome != null) {
      builder.environment().put("JAVA_HOME", javaHome.toString());
    }
    return new Program(folder).run(builder, 30);
  }

  @ParameterizedTest
  @CsvSource({"25.0.1, -XX:AOTCache=", "26-ea, -XX:AOTCache=", "21.0.5, -XX:SharedArchiveFile="})
  void theFirstRunMakesTheCacheForTheOthers(String version, String option) throws Exception {
    Path jdk = jdk("jdk 1", version);

    Result first = runAndMakeCache(jdk, jdk, "b", "c d");
    assertFalse(first.out().contains(option), first.out());
    Result second = run(jdk, "b", "c d");

    assertTrue(first.out().startsWith("jdk 1|"), first.out());
    assertTrue(first.out().endsWith("|-cp|" + script + "|flags.Flags|b|c d|"), first.out());
    assertTrue(
        second.out().endsWith("|" + option + cache(jdk) + "|-cp|" + script + "|flags.Flags|b|c d|"),
        second.out());
    assertEquals(7, second.status());
    assertEquals("", first.err() + second.err());
  }

  @Test
  void aCacheThatChangedIsNotUsed() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndMakeCache(jdk, jdk);

    Files.setLastModifiedTime(cache(jdk), FileTime.from(Instant.now().plusSeconds(1)));

    assertFalse(runAndMakeCache(jdk, jdk).out().contains("AOTCache="));
  }

  @Test
  void aCacheThatIsGoneIsMadeAnew() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndMakeCache(jdk, jdk);

    Files.delete(cache(jdk));

    assertFalse(runAndMakeCache(jdk, jdk).out().contains("AOTCache="));
    assertTrue(Files.exists(cache(jdk)));
  }

  @Test
  void aCacheOlderThanTheJvmIsNotUsed() throws Exception {
    Path jdk = jdk("jdk", "25");
    runAndMakeCache(jdk, jdk);

    Files.setLastModifiedTime(jdk.resolve("release"), FileTime.from(Instant.now().plusSeconds(1)));

    assertFalse(runAndMakeCache(jdk, jdk).out().contains("AOTCache="));
  }

  @Test
  void withoutAPlaceForTheCacheItRunsAllTheSame() throws Exception {
    Files.createFile(home.resolve(".cache"));

    Result result = run(jdk("jdk", "25"), "us");

    assertTrue(result.out().endsWith("|flags.Flags|us|"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void findsANewerJavaThanTheOneItIsTold() throws Exception {
    Path old = jdk("old", "17.0.9");
    Path newest = jdk("ho me/.jdks/new", "99.0.1"); // newer than what the machine may have
    jdk("ho me/.jdks/older", "98.0.1");

    assertTrue(runAndMakeCache(old, newest).out().startsWith("ho me/.jdks/new|"));
    assertTrue(run(null).out().startsWith("ho me/.jdks/new|"));
  }
}
