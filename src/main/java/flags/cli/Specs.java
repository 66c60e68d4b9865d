package flags.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Builds commands and options in code: with annotations, which picocli reads by reflection, the
 * time to download a flag is 1.3 times as long with the jar, and 2.1 times with the launcher.
 */
final class Specs {
  private Specs() {}

  /** Returns a command with {@code --help}, which lists the options in the order of the code. */
  static CommandSpec command(String name, String synopsis, String description, String examples) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .synopsisHeading("usage: ")
        .customSynopsis(synopsis.split("\n"))
        .description(description.split("\n"))
        .sortOptions(false)
        .footerHeading("Examples:%n")
        .footer(examples.split("\n"));
    return spec.addOption(
        OptionSpec.builder(flag("show this help message and exit", "-h", "--help"))
            .usageHelp(true)
            .build());
  }

  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build();
  }

  /** Builds an option whose value is one of some names, in upper or lower case. */
  static OptionSpec.Builder choice(List<String> choices, String description, String name) {
    return OptionSpec.builder(name)
        .paramLabel("NAME")
        .type(String.class)
        .converters(text -> oneOf(choices, text))
        .completionCandidates(choices)
        .description(description);
  }

  private static String oneOf(List<String> choices, String text) {
    String choice = text.toLowerCase(Locale.ROOT);
    if (!choices.contains(choice)) {
      throw new TypeConversionException(
          "'" + text + "' is not one of " + String.join(", ", choices));
    }
    return choice;
  }

  static OptionSpec wholeNumber(String label, String description, String... names) {
    return value(label, int.class, Specs::wholeNumber, description, names);
  }

  static OptionSpec file(String description, String... names) {
    return value("FILE", Path.class, text -> path("FILE", "file", text), description, names);
  }

  static OptionSpec folder(String description, String... names) {
    return value("DIR", Path.class, text -> path("DIR", "folder", text), description, names);
  }

  static <T> OptionSpec value(
      String label,
      Class<T> type,
      ITypeConverter<T> converter,
      String description,
      String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .type(type)
        .converters(converter)
        .description(description)
        .build();
  }

  /**
   * Converts a whole number in ASCII digits. A number beyond the range of an int becomes the
   * nearest int.
   */
  static int wholeNumber(String text) {
    if (!text.matches("[+-]?[0-9]+")) {
      throw new TypeConversionException("'" + text + "' is not a whole number");
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
  }

  private static Path path(String label, String kind, String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException(label + " must not be empty");
    }
    String reason = "this locale lacks one of its letters; try LC_ALL=C.UTF-8";
    try {
      // Java substitutes this for bytes that it cannot decode; then it is not the name typed.
      if (text.indexOf('\uFFFD') < 0) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      if (!e.getReason().startsWith("Malformed input")) {
        reason = e.getReason();
      }
    }
    throw new TypeConversionException(
        "'" + text + "' cannot be the name of a " + kind + ": " + reason);
  }
}
