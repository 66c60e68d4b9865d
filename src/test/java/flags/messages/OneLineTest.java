package flags.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "abc, abc",
    "abcd, abcd",
    "abcde, abcd...",
    "'a\tb\u202E', 'a b '",
    "'\u2028\u2029', '  '"
  })
  void truncatesLongTextAndReplacesControlCharacters(String text, String shown) {
    assertEquals(shown, OneLine.sanitize(text, 4));
  }
}
