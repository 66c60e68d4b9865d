package flags.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The main idea of the chapter: results are taken as they complete, in whichever order. */
class CompletionLoopTest {
  private static final Map<String, Outcome> OUTCOMES =
      Map.of(
          "AA", new Outcome(DownloadStatus.OK, "OK"),
          "BB", new Outcome(DownloadStatus.NOT_FOUND, "not found"),
          "CC", Outcome.error("x"),
          "DD", new Outcome(DownloadStatus.OK, "OK"));

  @Test
  void collectsOutcomesInTheOrderOfCompletion() throws Exception {
    var submitted = new ArrayList<Runnable>();
    Executor byHand =
        task -> {
          submitted.add(task);
          if (submitted.size() == 4) {
            submitted.get(2).run();
            submitted.get(0).run();
          }
        };
    var requested = new ArrayList<String>();
    DownloadOne downloadOne =
        cc -> {
          requested.add(cc);
          return OUTCOMES.get(cc);
        };
    var seen = new ArrayList<String>();
    Progress progress =
        (cc, outcome) -> {
          assertEquals(OUTCOMES.get(cc), outcome);
          seen.add(cc);
          if (cc.equals("AA")) { // the others complete only now
            submitted.get(3).run();
            submitted.get(1).run();
          }
        };

    Map<DownloadStatus, Integer> counter =
        CompletionLoop.collect(byHand, List.of("AA", "BB", "CC", "DD"), downloadOne, progress);

    assertEquals(List.of("CC", "AA", "DD", "BB"), seen);
    assertEquals(seen, requested);
    assertEquals(
        Map.of(DownloadStatus.OK, 2, DownloadStatus.NOT_FOUND, 1, DownloadStatus.ERROR, 1),
        counter);
  }
}
