package flags;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the program in a process of its own, for what only a process shows. The tests that run the
 * program, so or by {@link Result#of}, have the tag {@code program}: the build runs them with the
 * jar, too.
 */
final class Program {
  /** The classes as they were compiled; or the jar, once there is one. */
  static final String CLASS_PATH =
      System.getProperty("flags.classpath", System.getProperty("java.class.path"));

  /** Options for a JVM that reserves little of the address space that a test allows it. */
  static final String SMALL =
      " -Xmx64m -XX:CompressedClassSpaceSize=32m -XX:ReservedCodeCacheSize=32m -XX:+UseSerialGC"
          + " -Xlog:disable ";

  /** The Java that runs the tests. */
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private final Path folder;

  /**
   * @param folder to run in
   */
  Program(Path folder) {
    this.folder = folder;
  }

  /** Returns a Java older than 21 from where JDKs are installed, or skips the test. */
  static Path oldJava() throws IOException {
    var found = new ArrayList<Path>();
    for (String folder :
        List.of("/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt", "/opt/java")) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> homes = Files.list(Path.of(folder))) {
          homes.filter(Program::isOldJava).forEach(found::add);
        }
      }
    }
    assumeFalse(found.isEmpty(), "needs a Java older than 21");
    return found.getFirst().resolve("bin/java");
  }

  private static boolean isOldJava(Path home) {
    try (Stream<String> release = Files.lines(home.resolve("release"))) {
      return Files.isExecutable(home.resolve("bin/java"))
          && release.anyMatch(line -> line.matches("JAVA_VERSION=\"(1\\.8|9|1\\d|20)\\b.*"));
    } catch (IOException e) {
      return false; // not a JDK
    }
  }

  static List<String> command(Path java, String... args) {
    var command = new ArrayList<>(List.of(java.toString()));
    if (java.equals(JAVA)) { // what takes least in a short run
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    }
    command.addAll(List.of("-cp", CLASS_PATH, "flags.launch.Launcher"));
    command.addAll(List.of(args));
    return command;
  }

  /** The same, as a shell has to read it. */
  static String shellCommand(Path java, String... args) {
    return "'" + String.join("' '", command(java, args)) + "'";
  }

  /** Runs the program to its end. */
  Result run(String... args) throws IOException, InterruptedException {
    return run(command(JAVA, args));
  }

  /** Runs a command to its end. */
  Result run(List<String> command) throws IOException, InterruptedException {
    return run(new ProcessBuilder(command), 60);
  }

  /** Runs a command with an environment of its own to its end. */
  Result run(ProcessBuilder builder, int maxSeconds) throws IOException, InterruptedException {
    Process process = start(builder);
    if (!process.waitFor(maxSeconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "still running after %d s: %s\n%s%s"
              .formatted(maxSeconds, builder.command(), out(), err()));
    }
    return result(process);
  }

  Process start(List<String> command) throws IOException {
    return start(new ProcessBuilder(command));
  }

  private Process start(ProcessBuilder builder) throws IOException {
    // No cache of classes: to make one takes longer than a test, and goes on behind it.
    builder.environment().putIfAbsent("XDG_CACHE_HOME", "/dev/null");
    return builder
        .directory(folder.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(file("stdout"))
        .redirectError(file("stderr"))
        .start();
  }

  /** Waits until the program has printed something to stdout. */
  void awaitOutput(String text, Process process) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!out().contains(text)) {
      if (process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new AssertionError("did not print '" + text + "': " + out() + err());
      }
    }
  }

  /** What a process that has ended printed and its exit status. */
  Result result(Process process) throws IOException {
    return new Result(process.exitValue(), out(), err());
  }

  /** What was printed to stdout so far. */
  String out() throws IOException {
    return Files.readString(file("stdout").toPath());
  }

  /** What was printed to stderr so far. */
  String err() throws IOException {
    return Files.readString(file("stderr").toPath());
  }

  private File file(String name) {
    return folder.resolve(name).toFile();
  }
}
