package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of errors without {@code -v}. */
class ErrorReasonsTest {
  private final List<String> passedOn = new ArrayList<>();
  private final ErrorReasons reasons =
      new ErrorReasons(
          new Progress() {
            @Override
            public void completed(String cc, Outcome outcome) {
              passedOn.add(cc + " " + outcome.message());
            }

            @Override
            public void close() {
              passedOn.add("closed");
            }
          });

  private void fail(String reason, String... ccList) {
    for (String cc : ccList) {
      reasons.completed(cc, Outcome.error(reason));
    }
  }

  private String printed() {
    var err = new ByteArrayOutputStream();
    reasons.print(new PrintStream(err, true), "-v");
    return err.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void eachReasonIsToldOnceWithItsCodesTheMostFrequentFirst() {
    fail("late", "ZZ");
    fail("torn", "CC", "AA", "BB");
    reasons.completed("OK", new Outcome(DownloadStatus.OK, "OK"));
    reasons.completed("NO", new Outcome(DownloadStatus.NOT_FOUND, "not found: x"));
    reasons.completed("IN", Outcome.INTERRUPTED);
    fail("late", "YY");

    assertEquals(
        """
        3 errors: torn (AA, BB, CC)
        2 errors: late (YY, ZZ)
        """,
        printed());
  }

  @Test
  void fiveCodesAreNamedAndFiveReasons() {
    fail("a", "AF", "AA", "AB", "AE", "AC", "AD");
    fail("b", "BA", "BB", "BC", "BD", "BE");
    for (String reason : List.of("c", "d", "e")) {
      fail(reason, reason + "x");
    }

    String five =
        """
        6 errors: a (AA, AB, AC, AD, AE, ...)
        5 errors: b (BA, BB, BC, BD, BE)
        1 error: c (cx)
        1 error: d (dx)
        1 error: e (ex)
        """;
    assertEquals(five, printed());
    fail("f", "fx");
    assertEquals(five + "1 more reason; -v shows them all.\n", printed());
    fail("g", "gx");
    assertEquals(five + "2 more reasons; -v shows them all.\n", printed());
  }

  @Test
  void withoutErrorsNothingIsSaid() {
    assertEquals("", printed());
  }

  @Test
  void everythingIsPassedOn() {
    fail("late", "AA");
    reasons.completed("AB", new Outcome(DownloadStatus.OK, "OK"));
    reasons.close();

    assertEquals(List.of("AA error: late", "AB OK", "closed"), passedOn);
  }
}
