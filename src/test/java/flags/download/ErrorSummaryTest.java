package flags.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flags.Printed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorSummaryTest {
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  private void addErrors(String reason, String... ccList) {
    for (String cc : ccList) {
      outcomes.put(cc, Outcome.error(reason));
    }
  }

  private String printed() {
    var err = new Printed();
    var run = new RunResult("virtual", 5, Map.of(), 0, outcomes);
    ErrorSummary.print(List.of(run), err, "-v");
    return err.text();
  }

  @Test
  void printsEachReasonOnceMostFrequentFirst() {
    addErrors("late", "ZZ");
    addErrors("torn", "CC", "AA", "BB");
    outcomes.put("OK", new Outcome(DownloadStatus.OK, "OK"));
    outcomes.put("NO", new Outcome(DownloadStatus.NOT_FOUND, "not found: x"));
    outcomes.put("IN", Outcome.INTERRUPTED);
    addErrors("late", "YY");

    assertEquals(
        """
        3 errors: torn (AA, BB, CC)
        2 errors: late (YY, ZZ)
        """,
        printed());
  }

  @Test
  void printsAtMostFiveReasonsWithFiveCodesEach() {
    addErrors("a", "AF", "AA", "AB", "AE", "AC", "AD");
    addErrors("b", "BA", "BB", "BC", "BD", "BE");
    for (String reason : List.of("c", "d", "e")) {
      addErrors(reason, reason + "x");
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
    addErrors("f", "fx");
    assertEquals(five + "1 more reason; -v shows them all.\n", printed());
    addErrors("g", "gx");
    assertEquals(five + "2 more reasons; -v shows them all.\n", printed());
  }
}
