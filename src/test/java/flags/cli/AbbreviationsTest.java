package flags.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class AbbreviationsTest {

  @Test
  void expandsNoArgumentsToNone() {
    var command = new CommandLine(CommandSpec.create());

    assertArrayEquals(new String[0], Abbreviations.expand(command));
  }

  @Test
  void expandsOptionsOfANestedSubcommand() {
    CommandLine command = Commands.of("demo");

    assertArrayEquals(
        new String[] {"demo", "primes", "--executor=virtual"},
        Abbreviations.expand(command, "demo", "primes", "--ex=virtual"));
  }
}
