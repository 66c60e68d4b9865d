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
  @Override
  public Path convert(String value) {
    if (value.isEmpty()) {
      throw new TypeConversionException(label + " must not be empty");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'"
              + value
              + "' cannot be the name of a "
              + (label.equals("DIR") ? "folder" : "file")
              + ": "
              + e.getReason());
    }
  }
}
