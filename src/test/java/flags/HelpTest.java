package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.cli.Commands;
import flags.download.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** Help, suggestions and completion. */
@Tag("program")
class HelpTest {
  private static final int ROWS = 24;
  private static final int COLUMNS = 80;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "compare ",
        "serve ",
        "demo ",
        "demo futures ",
        "demo map ",
        "demo primes ",
        "demo threads ",
        "generate-completion "
      })
  void helpFitsAScreenAndEndsWithExamples(String command) {
    Result result = Result.of(command + "--help");

    List<String> lines = result.out().lines().toList();
    assertTrue(lines.size() <= ROWS, lines.size() + " lines:\n" + result.out());
    lines.forEach(line -> assertTrue(line.length() <= COLUMNS, line));
    assertTrue(lines.getFirst().startsWith("usage: flags " + command), lines.getFirst());
    int examples = lines.indexOf("Examples:");
    assertTrue(examples > 0 && lines.size() > examples + 1, result.out());
    for (String example : lines.subList(examples + 1, lines.size())) {
      assertTrue(example.matches("  (source <\\()?flags .*|  +# .*"), example);
    }
    assertEquals("", result.err());
    assertEquals(0, result.status());
  }

  @ParameterizedTest
  @CsvSource({
    "demo primse, Did you mean: demo primes",
    "--stratgey virtual us, Possible solutions: --strategy",
    "compare --rusn 3, Possible solutions: --runs",
  })
  void suggestsACorrectionForATypo(String args, String suggestion) {
    Result result = Result.of(args);

    List<String> lines = result.err().lines().toList();
    assertTrue(lines.getFirst().startsWith("*** Usage error: "), result.err());
    assertTrue(lines.get(1).startsWith(suggestion), result.err());
    assertEquals(2, result.status());
  }

  @Test
  void helpListsAllStrategies() {
    CommandSpec spec = Commands.of().getCommandSpec();
    List<String> names = Arrays.stream(Strategy.values()).map(Strategy::toString).toList();
    List<Integer> defaults =
        Arrays.stream(Strategy.values()).map(strategy -> strategy.defaultConcurReq).toList();

    String strategies = spec.findOption("--strategy").description()[0];
    assertEquals(String.join(", ", names), strategies.replace(" (default)", ""));
    assertEquals(
        "maximum concurrent requests (%s by strategy)"
            .formatted(defaults.toString().replaceAll("[\\[\\]]", "")),
        spec.findOption("--max_req").description()[0]);
  }

  @NeedsUnix
  @Test
  void completionKeepsTheOptionsAndAliasesOfTheShell() throws Exception {
    Files.writeString(folder.resolve("script"), Result.of("generate-completion").out());
    String test =
        "set -eu; before=$(alias); source ./script; [ \"$(alias)\" = \"$before\" ];"
            + " complete -p flags";

    Result result = new Program(folder).run(List.of("bash", "-c", test));

    assertEquals(
        "complete -o default -F _complete_flags_values flags\n", result.out(), result.err());
    String script = Files.readString(folder.resolve("script"));
    assertFalse(
        script.lines().anyMatch(line -> line.matches(" *(setopt|alias) .*")),
        "these would change zsh");
  }

  @NeedsUnix
  @ParameterizedTest
  @CsvSource({
    "flags -s D, DELAY",
    "flags --strategy '', sequential threadpool virtual",
    "flags --strategy v, virtual",
    "flags --strategy = v, virtual",
    "flags compare -a --server = '', DELAY ERROR LOCAL REMOTE",
    "flags --dest fo, folder",
    "flags compare --strategy t, threadpool",
    "flags demo primes --executor p, platform",
    "flags de, demo",
    "flags demo p, primes",
    "flags demo threads --executor v, virtual",
    "flags serve --d, --delay --dir",
  })
  void completesInBash(String typed, String completions) throws Exception {
    Result script = Result.of("generate-completion");
    assertEquals(0, script.status());
    assertEquals("", script.err());
    Files.writeString(folder.resolve("script"), script.out());
    Files.createDirectory(folder.resolve("folder"));
    String test =
        """
        source ./script
        COMP_WORDS=(%s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_LINE="${COMP_WORDS[*]}"
        COMP_POINT=${#COMP_LINE}
        compopt() { :; }
        _complete_flags_values flags "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%%s\\n' "${COMPREPLY[@]}" | sort | xargs
        """
            .formatted(typed);

    Result result = new Program(folder).run(List.of("bash", "-c", test));

    assertEquals(completions + "\n", result.out(), result.err());
  }
}
