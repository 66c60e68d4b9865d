package flags.launch;

import flags.Main;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The main class of the jar. On Java 21 or newer, it runs {@link Main}. On an older Java, it looks
 * for a newer one on this machine and uses it to run the same command, with the same streams and
 * exit status; on Windows, it only prints which Java it needs.
 *
 * <p>Unlike the rest, it is compiled for Java 8, so that it starts on an old Java.
 */
public final class Launcher {
  private static final int REQUIRED = 21;

  private Launcher() {}

  /** Runs the program and exits with its status. */
  public static void main(String[] args) throws InterruptedException {
    String version = System.getProperty("java.specification.version"); // 1.8, then 9
    if (!version.startsWith("1.") && Integer.parseInt(version) >= REQUIRED) {
      Main.main(args);
    } else {
      System.exit(runOnNewerJava(args));
    }
  }

  private static int runOnNewerJava(String[] args) throws InterruptedException {
    CharsetEncoder locale = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder();
    for (String arg : args) {
      if (!locale.canEncode(arg)) { // the newer Java would receive a different one
        System.err.println(
            "*** Usage error: '" + arg + "' has letters that this locale lacks; set LC_ALL");
        return 2;
      }
    }
    try {
      Process process = startByScript(args);
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> passOnSignal(process)));
      } catch (IllegalStateException e) { // the signal has already arrived
        passOnSignal(process);
      }
      return process.waitFor();
    } catch (IOException e) { // for example on Windows, which has no /bin/sh
      System.err.printf(
          "*** Error: flags needs Java %s or newer, and this is %s; start it with a newer one,"
              + " by its path: JDK/bin/java -jar flags.jar%n",
          REQUIRED, System.getProperty("java.version"));
      return 1;
    }
  }

  /** Starts a shell with the script of the launcher {@code flags}, which is in the jar. */
  private static Process startByScript(String[] args) throws IOException {
    String classPath = System.getProperty("java.class.path");
    boolean isJar = new File(classPath).isFile();
    String script =
        "flags_launched=$PPID\n"
            + assignment("flags_class_path", isJar ? "" : classPath)
            + assignment("flags_options", String.join("\n", javaOptions(args)))
            + script();
    List<String> command = new ArrayList<>(Arrays.asList("/bin/sh", "-c", script));
    command.add(isJar ? new File(classPath).getAbsolutePath() : "flags");
    Collections.addAll(command, args);
    return new ProcessBuilder(command).inheritIO().start();
  }

  private static String assignment(String variable, String value) {
    return variable + "='" + value.replace("'", "'\\''") + "'\n";
  }

  private static String script() throws IOException {
    try (InputStream script = Launcher.class.getResourceAsStream("/flags.sh")) {
      if (script == null) {
        throw new IOException("no script"); // in a folder whose name ends in '!'
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = script.read(buffer); read >= 0; read = script.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
      return bytes.toString("UTF-8");
    }
  }

  /** Returns the options that this JVM was started with. */
  private static List<String> javaOptions(String[] args) {
    // Usually there are none: java -jar JAR ARG... On Linux, this is faster than asking the JVM.
    try {
      byte[] commandLine = Files.readAllBytes(Paths.get("/proc/self/cmdline"));
      String[] words = new String(commandLine, "ISO-8859-1").split("\0", -1);
      if (words.length - 1 == 3 + args.length && words[1].equals("-jar")) {
        return Collections.emptyList();
      }
    } catch (IOException e) {
      // not on Linux
    }
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /**
   * Terminates the program when this process is terminated. A Ctrl-C reaches both processes by
   * itself, and then the program ignores this second signal.
   */
  private static void passOnSignal(Process process) {
    try {
      process.destroy();
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      // this thread is never interrupted
    }
  }
}
