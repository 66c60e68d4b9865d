package flags;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.cli.Commands;
import flags.cli.Options;
import flags.download.Strategy;
import flags.server.Site;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The README and the pages: links resolve, quoted code is current, commands are valid. */
class DocsTest {
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(([^)\\s]+)\\)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
  private static final Pattern IN_TEXT = Pattern.compile("`([^`\n]+)`");

  /** A call of the program in a shell command, with its arguments up to a redirection or pipe. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?<![\\w/.$-])(?:java(?: -X\\S+)* -jar (?:target/)?flags[\\w-]*\\.jar|flags)(?![\\w./-])"
              + "((?: (?!2>)[^ '\"|>&)#]+)*)");

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("src/docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs.sorted())
          .filter(page -> page.toString().endsWith(".md"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkResolves(Path page) throws IOException {
    var broken = new ArrayList<String>();
    for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
      String target = link.group(2);
      if (!target.startsWith("https://") && !resolves(page, target, link.group(1))) {
        broken.add(link.group());
      }
    }
    assertTrue(broken.isEmpty(), String.join("\n", broken));
  }

  /** Returns whether the file exists and has the heading, or declares the symbol in the text. */
  private static boolean resolves(Path page, String target, String text) throws IOException {
    String[] fileAndPlace = target.split("#");
    Path file = fileAndPlace[0].isEmpty() ? page : page.resolveSibling(fileAndPlace[0]).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    if (fileAndPlace.length > 1) {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("#"))
          .map(line -> line.toLowerCase(Locale.ROOT).replaceAll("^#+ |[^\\w -]", ""))
          .anyMatch(heading -> heading.replace(' ', '-').equals(fileAndPlace[1]));
    }
    boolean symbol = text.startsWith("`") && file.toString().endsWith(".java");
    return !symbol || declares(file, text.replaceFirst(".*?(\\w+)`$", "$1"));
  }

  private static boolean declares(Path file, String symbol) {
    String path = file.toString().replace(File.separatorChar, '.');
    try {
      Class<?> type = Class.forName(path.replaceFirst("^src\\.\\w+\\.java\\.(.*)\\.java$", "$1"));
      return Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses()))
          .flatMap(
              each ->
                  Stream.of(
                          Stream.of(each.getSimpleName()),
                          Stream.of(each.getDeclaredMethods()).map(Method::getName),
                          Stream.of(each.getDeclaredFields()).map(Field::getName))
                      .flatMap(names -> names))
          .anyMatch(symbol::equals);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static final Pattern QUOTE =
      Pattern.compile("(?ms)^\\[`[\\w.]+`]\\((\\S+\\.java)\\):\n\n```java\n(.*?)^```$");

  @Test
  void quotedCodeIsInItsSource() throws IOException {
    Path page = Path.of("src/docs/python-and-java.md");
    List<MatchResult> quotes = QUOTE.matcher(Files.readString(page)).results().toList();
    assertEquals(9, quotes.size(), "one per technique");
    for (MatchResult quote : quotes) {
      String source = stripped(Files.readString(page.resolveSibling(quote.group(1))));
      int end = 0;
      for (String part : stripped(quote.group(2)).split("(?m)^\\.\\.\\.$\n?")) {
        int start = source.indexOf(part, end);
        assertTrue(start >= 0, quote.group(1) + " does not contain, in this order:\n" + part);
        end = start + part.length();
      }
    }
  }

  private static String stripped(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<String> commands() throws IOException {
    var shell = new ArrayList<String>();
    for (Path page : pages().toList()) {
      String text = Files.readString(page);
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        block
            .group(2)
            .replace("\\\n", " ")
            .lines()
            .filter(line -> block.group(1).equals("sh") || line.startsWith("$ "))
            .forEach(shell::add);
      }
      BLOCK
          .matcher(text)
          .replaceAll("")
          .lines()
          .flatMap(line -> IN_TEXT.matcher(line).results())
          .forEach(code -> shell.add(code.group(1)));
    }
    return shell.stream()
        .flatMap(line -> COMMAND.matcher(line).results())
        .map(command -> command.group(1).strip())
        .map(args -> args.replaceAll("\\{strategy}|\\$strategy", "virtual"))
        .map(args -> args.replace("{connections}", "30"))
        .distinct();
  }

  @ParameterizedTest(name = "flags {0}")
  @MethodSource("commands")
  void everyCommandIsValid(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" +");
    CommandLine command = Commands.of(args);

    ParseResult parsed = assertDoesNotThrow(() -> command.parseArgs(args));

    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    if (parsed.commandSpec().findOption("--server") != null) {
      Options.site(parsed, Site.LOCAL);
    }
    if (parsed.hasMatchedOption("--strategy")) {
      parsed.matchedOption("--strategy").stringValues().forEach(Strategy::of);
    }
  }
}
