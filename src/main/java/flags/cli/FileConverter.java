package flags.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts an argument to the path of a file or folder.
 *
 * @param label the placeholder of the value, {@code FILE} or {@code DIR}
 */
record FileConverter(String label) implements ITypeConverter<Path> {
  /**
   * The character that Java substitutes for bytes that it cannot decode in this locale. A name that
   * contains it is not the one that was typed.
   */
  private static final char REPLACEMENT = '\uFFFD';

  @Override
  public Path convert(String value) {
    if (value.isEmpty()) {
      throw new TypeConversionException(label + " must not be empty");
    }
    try {
      if (value.indexOf(REPLACEMENT) >= 0) {
        throw new InvalidPathException(value, "Malformed input");
      }
      return Path.of(value);
    } catch (InvalidPathException e) {
      String kind = label.equals("DIR") ? "folder" : "file";
      String reason = e.getReason();
      if (reason.startsWith("Malformed input")) {
        reason = "this locale lacks one of its letters; try LC_ALL=C.UTF-8";
      }
      throw new TypeConversionException(
          "'" + value + "' cannot be the name of a " + kind + ": " + reason);
    }
  }
}
