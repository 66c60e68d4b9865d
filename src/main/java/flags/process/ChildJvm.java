package flags.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a second JVM with the classes of this program. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * Returns a builder of the process. Options that the user set for this JVM, by environment
   * variables or on the command line, do not apply to it: they may conflict with the child's, claim
   * the same port, or print something.
   */
  public static ProcessBuilder builder(List<String> options, String mainClass, List<String> args) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(args);
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    return builder;
  }
}
