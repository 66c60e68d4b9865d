package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
 * Runs the program in a child process, for tests that need one. The build runs tests tagged {@code
 * program} a second time, with the jar, whether they use this class or {@link Result#of}.
 */
public final class Program {
  /** The compiled classes, or the jar if the build tests the jar. */
  public static final String CLASS_PATH =
      System.getProperty("flags.classpath", System.getProperty("java.class.path"));

  /** Options for a JVM that reserves little address space, for tests that limit it. */
  public static final String SMALL =
      " -Xmx64m -XX:CompressedClassSpaceSize=32m -XX:ReservedCodeCacheSize=32m -XX:+UseSerialGC"
          + " -Xlog:disable ";

  /** The Java that runs the tests. */
  public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private final Path folder;

  /** Creates a program that runs in a folder. */
  public Program(Path folder) {
    this.folder = folder;
  }

  /** Returns a Java older than 21 from where JDKs are installed, or skips the test. */
  public static Path oldJava() throws IOException {
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

  /** Returns the words of a line, followed by arguments that may be empty or have blanks. */
  public static String[] args(String words, String... more) {
    Stream<String> split = Stream.of(words.split(" ")).filter(word -> !word.isEmpty());
    return Stream.concat(split, Stream.of(more)).toArray(String[]::new);
  }

  /** Returns the options with which a child finds localhost where this JVM does. */
  private static List<String> localhost() {
    String preferIpv6 = System.getProperty("java.net.preferIPv6Addresses");
    return preferIpv6 == null ? List.of() : List.of("-Djava.net.preferIPv6Addresses=" + preferIpv6);
  }

  public static List<String> command(Path java, String words, String... more) {
    var command = new ArrayList<>(List.of(java.toString()));
    if (java.equals(JAVA)) { // the fastest options for a short run
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    }
    command.addAll(localhost());
    command.addAll(List.of("-cp", CLASS_PATH, "flags.launch.Launcher"));
    command.addAll(List.of(args(words, more)));
    return command;
  }

  /** Returns the same command, quoted for a shell. */
  public static String shellCommand(Path java, String words, String... more) {
    return quoted(command(java, words, more));
  }

  /** Returns a command, quoted for a shell. */
  public static String quoted(List<String> command) {
    return "'" + String.join("' '", command) + "'";
  }

  /** Sends a signal to a process or, if the ID is negative, to a process group. */
  public static void kill(String signal, long pid) throws IOException, InterruptedException {
    String kill = "kill -" + signal + " " + pid; // built into the shell
    assertEquals(0, new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor());
  }

  /** Returns the command for another main class, of the tests. */
  public static List<String> testCommand(Class<?> main, String... args) {
    String classPath = System.getProperty("java.class.path");
    var command = new ArrayList<>(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1"));
    command.addAll(localhost());
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** Returns whether {@link #inTerminal} works here. */
  public static boolean hasTerminal() throws IOException, InterruptedException {
    List<String> command = inTerminal("true");
    return Files.isExecutable(Path.of(command.getFirst()))
        && new ProcessBuilder(command).start().waitFor() == 0;
  }

  /** Returns a command that runs a shell command in a pseudo-terminal, by the script of Linux. */
  public static List<String> inTerminal(String shellCommand) {
    return List.of("/usr/bin/script", "-qec", shellCommand, "/dev/null");
  }

  /** Runs the program and waits for it to exit. */
  public Result run(String words, String... more) throws IOException, InterruptedException {
    return run(command(JAVA, words, more));
  }

  /** Runs the program with JVM options. */
  public Result runWith(List<String> javaOptions, String words, String... more)
      throws IOException, InterruptedException {
    List<String> command = command(JAVA, words, more);
    command.addAll(1, javaOptions);
    return run(command);
  }

  /** Runs a shell command in which {@code $flags} stands for the program. */
  public Result runInShell(String shellCommand, String words, String... more)
      throws IOException, InterruptedException {
    return runInShell(shellCommand.replace("$flags", shellCommand(JAVA, words, more)));
  }

  public Result runInShell(String shellCommand) throws IOException, InterruptedException {
    return run(List.of("/bin/sh", "-c", shellCommand));
  }

  /** Returns a builder without the proxies and the Java options of this machine. */
  public static ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.matches("(?i).*_(proxy|options)"));
    // No class cache: creating one takes longer than a test and would outlive it.
    builder.environment().put("XDG_CACHE_HOME", "/dev/null");
    return builder;
  }

  /** Runs a command and waits for it to exit. */
  public Result run(List<String> command) throws IOException, InterruptedException {
    return run(builder(command));
  }

  /** Runs a command with its own environment and waits for it to exit. */
  public Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = start(builder);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "still running: %s\n%s%s".formatted(builder.command(), out(), err()));
    }
    return result(process);
  }

  public Process start(List<String> command) throws IOException {
    return start(builder(command));
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process =
        builder
            .directory(folder.toFile())
            .redirectOutput(file("stdout"))
            .redirectError(file("stderr"))
            .start();
    process.getOutputStream().close();
    return process;
  }

  /** Waits until the program has printed something. */
  public void awaitOutput(String text, Process process) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!(out() + err()).contains(text)) {
      if (process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new AssertionError("did not print '" + text + "': " + out() + err());
      }
    }
  }

  /** Waits until a file exists in the folder of the program. */
  public void awaitFile(String name) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (Files.notExists(folder.resolve(name))) {
      assertTrue(System.nanoTime() < deadline, name + " was not saved");
      Thread.sleep(10);
    }
  }

  /** Returns the sorted names of the files in a folder. */
  public static List<String> fileNames(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Returns the output and the exit status of a process that has exited. */
  public Result result(Process process) throws IOException {
    return new Result(process.exitValue(), out(), err());
  }

  /** Returns the output to stdout so far. */
  public String out() throws IOException {
    return text("stdout");
  }

  /** Returns the output to stderr so far. */
  public String err() throws IOException {
    return text("stderr");
  }

  private String text(String name) throws IOException {
    return Files.readString(file(name).toPath()).replace(System.lineSeparator(), "\n");
  }

  private File file(String name) {
    return folder.resolve(name).toFile();
  }
}
