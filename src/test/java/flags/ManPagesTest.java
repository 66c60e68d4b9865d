package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flags.cli.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The man pages that the build makes of the help. */
@Tag("jar")
class ManPagesTest {
  @TempDir private Path folder;

  private static Stream<CommandLine> commands() {
    return withSubcommands(Commands.complete(Commands.of()))
        .filter(command -> !command.getCommandSpec().usageMessage().hidden());
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(ManPagesTest::withSubcommands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  @EnabledOnOs(OS.LINUX) // others have another man
  void manShowsEveryOptionAndComplainsOfNothing(CommandLine command) throws Exception {
    String name = command.getCommandSpec().qualifiedName("-");
    Path page = Path.of("target/man", name + ".1").toAbsolutePath();
    assertTrue(Files.exists(page), "this is for the build: ./mvnw verify");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/man")), "needs man");

    Result result =
        new Program(folder)
            .run(
                List.of(
                    "env",
                    "LC_ALL=C.UTF-8",
                    "MANWIDTH=80",
                    "man",
                    "-l",
                    "--warnings=w",
                    "" + page));

    assertEquals("", result.err());
    for (String section : List.of("NAME\n", "SYNOPSIS\n", "DESCRIPTION\n", "EXAMPLES\n")) {
      assertTrue(result.out().contains("\n" + section), result.out());
    }
    for (var option : command.getCommandSpec().options()) {
      assertTrue(result.out().contains("       " + option.names()[0]), result.out());
    }
    for (var positional : command.getCommandSpec().positionalParameters()) {
      String entry = "(?s).*\n {7}\\[?" + positional.paramLabel() + "\\W.*";
      assertTrue(result.out().matches(entry), result.out());
    }
    assertEquals(command.getParent() == null, result.out().contains("\nEXIT STATUS\n"));
    assertTrue(result.out().matches("(?s).*\nflags [0-9.]+ .*"), result.out());
  }
}
