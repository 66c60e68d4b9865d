package flags;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The main class of the jar: runs {@link Flags} on Java 21 or newer; on an older one, looks for a
 * newer one on this machine and runs the same command there, with the same streams and exit status.
 *
 * <p>It is compiled for Java 8, unlike the rest, so as to start there.
 */
public final class Launcher {
  private static final int REQUIRED = 21;

  private Launcher() {}

  /** Runs the program and exits with its status. */
  public static void main(String[] args) throws InterruptedException {
    if (feature(System.getProperty("java.specification.version")) >= REQUIRED) {
      Flags.main(args);
    } else {
      System.exit(runOnNewerJava(args));
    }
  }

  private static int runOnNewerJava(String[] args) throws InterruptedException {
    StringBuilder found = new StringBuilder();
    for (Jdk jdk : Jdk.installed()) {
      if (feature(jdk.version) >= REQUIRED) {
        try {
          return run(jdk, args);
        } catch (IOException e) {
          found.append("; ").append(e.getMessage());
        }
      } else {
        found.append("; ").append(jdk.version).append(" in ").append(jdk.home);
      }
    }
    System.err.println(
        "*** Error: flags needs Java "
            + REQUIRED
            + " or newer; install one, or set JAVA_HOME to its folder. Found: "
            + System.getProperty("java.version")
            + " in "
            + System.getProperty("java.home")
            + found);
    return 1;
  }

  private static int run(Jdk jdk, String[] args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java.getPath());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    Collections.addAll(command, "-D" + Flags.LAUNCHED + "=true");
    Collections.addAll(command, "-cp", System.getProperty("java.class.path"));
    command.add(Launcher.class.getName());
    Collections.addAll(command, args);
    Process process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> passOnSignal(process)));
    return process.waitFor();
  }

  /**
   * Ends the program as this one is ended. A Ctrl-C reaches both by itself, and then the program
   * takes no notice of this second signal.
   */
  private static void passOnSignal(Process process) {
    try {
      if (File.separatorChar == '/') { // on Windows it would leave no time for the final report
        process.destroy();
      }
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      // nobody interrupts this thread
    }
  }

  /** Returns 1 for all before Java 9. In the way of every run: no regular expression here. */
  private static int feature(String version) {
    int end = 0;
    while (end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
  }

  private static int number(String[] numbers, int index) {
    return index < numbers.length && !numbers[index].isEmpty()
        ? Integer.parseInt(numbers[index])
        : 0;
  }

  /** An installed Java. */
  private static final class Jdk implements Comparable<Jdk> {
    final String version;
    final File home;
    final File java;

    private Jdk(String version, File home, File java) {
      this.version = version;
      this.home = home;
      this.java = java;
    }

    /** Lists what is installed: what JAVA_HOME names, then the others, newest first. */
    static List<Jdk> installed() {
      List<Jdk> found = new ArrayList<>();
      for (String folder : folders()) {
        File[] children = new File(folder).listFiles();
        if (children != null) {
          for (File child : children) {
            addTo(found, child);
            addTo(found, new File(child, "Contents/Home")); // macOS
            addTo(found, new File(child, "libexec/openjdk.jdk/Contents/Home")); // Homebrew
          }
        }
      }
      Collections.sort(found);
      List<Jdk> named = new ArrayList<>();
      addTo(named, new File(environment("JAVA_HOME", "")));
      named.addAll(found);
      return named;
    }

    private static String[] folders() {
      String home = System.getProperty("user.home");
      String programs = environment("ProgramFiles", "C:\\Program Files");
      return new String[] {
        // Linux
        "/usr/lib/jvm",
        "/usr/lib64/jvm",
        "/usr/java",
        "/usr/local",
        "/opt",
        "/opt/java",
        // macOS
        "/Library/Java/JavaVirtualMachines",
        home + "/Library/Java/JavaVirtualMachines",
        "/opt/homebrew/opt",
        "/usr/local/opt",
        // Windows
        programs + "\\Java",
        programs + "\\Eclipse Adoptium",
        programs + "\\Microsoft",
        programs + "\\Zulu",
        programs + "\\Amazon Corretto",
        programs + "\\BellSoft",
        programs + "\\Semeru",
        environment("LOCALAPPDATA", "") + "\\Programs\\Eclipse Adoptium",
        // SDKMAN, IntelliJ IDEA, Gradle, asdf, mise
        environment("SDKMAN_DIR", home + "/.sdkman") + "/candidates/java",
        home + "/.jdks",
        home + "/.gradle/jdks",
        home + "/.asdf/installs/java",
        home + "/.local/share/mise/installs/java",
      };
    }

    private static String environment(String name, String otherwise) {
      String value = System.getenv(name);
      return value == null ? otherwise : value;
    }

    private static void addTo(List<Jdk> jdks, File home) {
      File java = new File(home, File.separatorChar == '/' ? "bin/java" : "bin\\java.exe");
      if (!java.canExecute()) {
        return;
      }
      try (InputStream release = new FileInputStream(new File(home, "release"))) {
        Properties properties = new Properties();
        properties.load(release);
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        jdks.add(new Jdk(version, home, java));
      } catch (IOException e) {
        // not a Java home that says its version: not one to use
      }
    }

    /** Newest first. */
    @Override
    public int compareTo(Jdk other) {
      String[] mine = version.split("\\D+");
      String[] theirs = other.version.split("\\D+");
      for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
        if (number(mine, i) != number(theirs, i)) {
          return Integer.compare(number(theirs, i), number(mine, i));
        }
      }
      return 0;
    }
  }
}
