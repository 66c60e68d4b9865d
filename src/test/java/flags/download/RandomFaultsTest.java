package flags.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.FlagDispatcher;
import flags.Program;
import flags.RawServer;
import flags.RawServer.Response;
import flags.compare.RunRecorder;
import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Timeouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random mixes of flags, missing flags and faults, each of which must have the right outcome. */
@Isolated // it keeps the CPU busy, and other load would exceed its short timeouts
class RandomFaultsTest {
  private static final byte[] OLD = {'o', 'l', 'd'};

  /** Long enough for a flag on a busy machine with this many requests in flight. */
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(6));

  @TempDir private Path dest;

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void savesEveryGoodFlagAndReportsEveryFault(Strategy strategy) throws Exception {
    long seed = Long.getLong("flags.seed", ThreadLocalRandom.current().nextLong());
    try {
      checkRun(strategy, new Random(seed));
    } catch (Throwable e) {
      throw new AssertionError("repeat with -Dflags.seed=" + seed, e);
    }
  }

  private void checkRun(Strategy strategy, Random random) throws Exception {
    List<Response> faults =
        FaultsTest.errors()
            .filter(fault -> !fault.name().matches("redirect loop|trickling.*")) // too slow
            .map(FaultsTest.Case::response)
            .toList();
    int concurReq = Math.min(8 + random.nextInt(33), strategy.maxConcurReq);
    int size = strategy == Strategy.SEQUENTIAL ? 12 : 200;
    List<String> ccList = FlagsCommon.expandCcArgs(true, false, List.of(), 676).subList(0, size);
    var responses = new HashMap<String, Response>();
    var expected = new HashMap<String, DownloadStatus>();
    for (String cc : ccList) {
      switch (random.nextInt(4)) {
        case 0 -> {
          responses.put(cc, faults.get(random.nextInt(faults.size())));
          expected.put(cc, DownloadStatus.ERROR);
        }
        case 1 -> {
          responses.put(cc, RawServer.status("404 Not Found"));
          expected.put(cc, DownloadStatus.NOT_FOUND);
        }
        default -> {
          responses.put(cc, RawServer.flag());
          expected.put(cc, DownloadStatus.OK);
        }
      }
      if (random.nextBoolean()) {
        Files.write(dest.resolve(cc + ".gif"), OLD);
      }
    }
    List<String> old = Program.fileNames(dest);

    Map<String, DownloadStatus> statuses = new HashMap<>();
    Map<DownloadStatus, Integer> counter;
    try (var server = new RawServer(responses::get)) {
      var downloader =
          new Downloader(
              server.url(),
              () -> false,
              new FlagClient(concurReq, TIMEOUTS),
              Destination.open(dest),
              random.nextBoolean() ? Downloader.NO_LISTENERS : new RunRecorder()::listener);
      counter =
          strategy.implementation.downloadMany(
              ccList,
              downloader,
              concurReq,
              (cc, outcome) -> {
                assertTrue(outcome.message().matches("\\P{Cntrl}{1,230}"));
                statuses.put(cc, outcome.status());
              });
    }

    assertEquals(expected, statuses);
    assertEquals(ccList.size(), counter.values().stream().mapToInt(n -> n).sum());
    Set<String> files = new TreeSet<>(old);
    for (String cc : ccList) {
      Path file = dest.resolve(cc + ".gif");
      if (expected.get(cc) == DownloadStatus.OK) {
        assertArrayEquals(FlagDispatcher.GIF, Files.readAllBytes(file), cc);
        files.add(cc + ".gif");
      } else if (old.contains(cc + ".gif")) {
        assertArrayEquals(OLD, Files.readAllBytes(file), cc);
      }
    }
    assertEquals(List.copyOf(files), Program.fileNames(dest));
  }
}
