package flags.compare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.outcome.RunResult;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRecorderTest {

  @Test
  void doesNotChargeARunThatCouldNotStartWithTheWholeProcess() {
    MeasuredRun run = new RunRecorder().stop(new RunResult("virtual", 1, Map.of(), 0, Map.of()));

    assertTrue(run.threads() < ManagementFactory.getThreadMXBean().getThreadCount());
  }
}
