package flags.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsCommonTest {
  /** Checks the number of codes, the first and the last. */
  @ParameterizedTest
  @CsvSource({
    "false, false, '',          20, BD, VN",
    "false, false, 'us',         1, US, US",
    "false, false, 'b',         26, BA, BZ",
    "false, false, 'b c BA us', 53, BA, US",
    "false, true,  '',         194, AD, ZW",
    "false, true,  'b',        194, AD, ZW",
    "true,  false, '',         676, AA, ZZ",
    "true,  false, 'b',        676, AA, ZZ",
    "true,  true,  '',         676, AA, ZZ",
    "true,  true,  'b',        676, AA, ZZ",
  })
  void expandsEveryCombinationOfOptionsUpToTheLimit(
      boolean every, boolean all, String args, int size, String first, String last)
      throws IOException {
    List<String> ccArgs = args.isEmpty() ? List.of() : List.of(args.split(" "));

    List<String> ccList = FlagsCommon.expandCcArgs(every, all, ccArgs, Integer.MAX_VALUE);

    assertEquals(size, ccList.size());
    assertEquals(first, ccList.getFirst());
    assertEquals(last, ccList.getLast());
    for (int limit : new int[] {1, 7, size, size + 1}) {
      assertEquals(
          ccList.subList(0, Math.min(limit, size)),
          FlagsCommon.expandCcArgs(every, all, ccArgs, limit));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "4999999, 0.00",
    "5000000, 0.01",
    "1005000000, 1.01",
    "13299999999, 13.30",
    "100000000000, 100.00",
    "3600000000000, 3600.00"
  })
  void formatsSecondsWithTwoDecimals(long nanos, String seconds) {
    assertEquals(seconds, FlagsCommon.seconds(nanos));
  }
}
