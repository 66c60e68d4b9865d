package flags.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name of a file or folder.
 *
 * @param label what the value is called
 */
record FileConverter(String label) implements ITypeConverter<Path> {
  /** What Java makes of bytes that are no letter in this locale: another name than was typed. */
  private static final char NO_LETTER = '\uFFFD';

  @Override
  public Path convert(String value) {
    if (value.isEmpty()) {
      throw new TypeConversionException(label + " must not be empty");
    }
    try {
      if (value.indexOf(NO_LETTER) >= 0) {
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
