package flags.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.NeedsUnix;
import flags.messages.CannotRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Valid and invalid {@code country_codes.txt} files. */
class CountryCodesTest {
  @TempDir private Path folder;

  private Set<String> read(String text) throws IOException {
    Files.write(folder.resolve("country_codes.txt"), text.getBytes(StandardCharsets.ISO_8859_1));
    return CountryCodes.read(folder);
  }

  private void assertUnusable(String reason) {
    var e = assertThrows(CannotRunException.class, () -> CountryCodes.read(folder));
    assertEquals(
        "cannot use '%s': %s; fix it, or move it away to use the built-in list"
            .formatted(folder.resolve("country_codes.txt"), reason),
        e.getMessage());
  }

  @Test
  void usesTheBuiltInListWithoutTheFile() throws IOException {
    assertEquals(194, CountryCodes.read(folder).size());
  }

  @Test
  void readsWindowsAndMacFiles() throws IOException {
    assertEquals(
        Set.of("AA", "BB", "CC", "DD"), read("\u00EF\u00BB\u00BFaa BB\r\nbb\tAA\rCC\n\n  dd  "));
  }

  @ParameterizedTest
  @CsvSource({
    "../x, ../x",
    "<b>, <b>",
    "A, A",
    "A1, A1",
    "'A\u001Bb', 'A b'",
    "'\u00C4A', '\uFFFDA'",
  })
  void namesTheLineOfAnInvalidCode(String word, String shown) throws IOException {
    assertThrows(CannotRunException.class, () -> read("AA BB\r\nCC\n" + word + " DD\n"));
    assertUnusable("line 3 has '" + shown + "', which is not a code from AA to ZZ");
  }

  @Test
  void truncatesALongWordInTheMessage() {
    var e = assertThrows(CannotRunException.class, () -> read("X".repeat(10_000)));
    assertTrue(e.getMessage().length() < 500, e.getMessage());
  }

  @Test
  void refusesAFileWithoutCodes() {
    assertThrows(CannotRunException.class, () -> read(" \n"));
    assertUnusable("it has no country codes in it");
  }

  @Test
  void refusesAFolder() throws IOException {
    Files.createDirectory(folder.resolve("country_codes.txt"));
    assertUnusable("it is not a file");
  }

  @Test
  @NeedsUnix
  void refusesAPipeWithoutWaitingForIt() throws Exception {
    var mkfifo = new ProcessBuilder("mkfifo", folder.resolve("country_codes.txt").toString());
    assertEquals(0, mkfifo.start().waitFor());
    assertUnusable("it is not a file");
  }
}
