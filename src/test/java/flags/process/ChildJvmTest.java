package flags.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
  @TempDir private Path folder;

  /** Prints the command of a child. */
  public static void main(String... args) {
    System.out.println(ChildJvm.builder(List.of(), "Main", List.of()).command());
  }

  @Test
  void resolvesHostNamesAsThisJvmDoes() throws Exception {
    List<String> options =
        List.of(
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.net.preferIPv6Addresses=true",
            "-Djdk.net.hosts.file=hosts");
    List<String> command = Program.testCommand(getClass());
    command.addAll(1, options);

    String child = new Program(folder).run(command).out();

    assertTrue(child.contains(String.join(", ", options)), child);
  }
}
