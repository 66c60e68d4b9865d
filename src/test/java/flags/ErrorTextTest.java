package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {

  @ParameterizedTest
  @CsvSource({"'', ''", "abc, abc", "abcd, abcd", "abcde, abcd...", "'a\tb\u202E', 'a b '"})
  void aTextOfAtMostTheLengthIsWholeAndPrintable(String text, String shown) {
    assertEquals(shown, ErrorText.printable(text, 4));
  }
}
