package flags.files;

import flags.messages.CannotRunException;
import flags.messages.FileErrorMessage;
import flags.messages.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads the codes of the countries that have a flag; {@code COUNTRY_CODES_FILE}. */
public final class CountryCodes {
  private static final Path FILE = Path.of("country_codes.txt");

  private CountryCodes() {}

  /**
   * Returns the codes from {@code country_codes.txt} in a folder, or from the built-in copy if the
   * file does not exist. The original reads the file in the current folder.
   *
   * @throws CannotRunException if the file exists but is not a list of country codes
   */
  public static Set<String> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return builtIn();
    }
    if (!Files.isRegularFile(file)) {
      throw unusable(file, "it is not a file");
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(file, FileErrorMessage.of(e));
    }
    return parse(bytes, file);
  }

  /** Returns the codes from the built-in copy of the file. */
  public static Set<String> builtIn() throws IOException {
    return parse(Resources.read("/" + FILE), FILE);
  }

  /** Returns whether a text consists of two ASCII letters, in upper or lower case. */
  public static boolean isCode(String text) {
    return text.length() == 2 && isLetter(text.charAt(0)) && isLetter(text.charAt(1));
  }

  /** Returns whether a character is an ASCII letter, in upper or lower case. */
  public static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  private static Set<String> parse(byte[] bytes, Path file) throws CannotRunException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    var codes = new TreeSet<String>();
    int lineNumber = 0;
    for (String line : text.split("\r\n|\r|\n", -1)) {
      lineNumber++;
      for (String word : line.strip().split("\\s+")) {
        if (isCode(word)) {
          codes.add(word.toUpperCase(Locale.ROOT));
        } else if (!word.isEmpty()) {
          throw unusable(
              file,
              "line %s has '%s', which is not a code from AA to ZZ"
                  .formatted(lineNumber, OneLine.sanitize(word, 40)));
        }
      }
    }
    if (codes.isEmpty()) {
      throw unusable(file, "it has no country codes in it");
    }
    return codes;
  }

  private static CannotRunException unusable(Path file, String reason) {
    return new CannotRunException(
        "cannot use '%s': %s; fix it, or move it away to use the built-in list"
            .formatted(file, reason));
  }
}
