package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BehaviourTest {
  private static final int PATHS = 2000;

  private static List<Behaviour.Response> responses(Behaviour behaviour) {
    return IntStream.range(0, PATHS).mapToObj(i -> behaviour.response("/flags/" + i)).toList();
  }

  private static long errors(Behaviour behaviour) {
    return responses(behaviour).stream().filter(Behaviour.Response::isError).count();
  }

  static Stream<Long> seeds() {
    return Stream.of(null, 0L, 42L, Long.MIN_VALUE);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void spreadsDelaysEvenlyOverTheRange(Long seed) {
    LongSummaryStatistics delays =
        responses(new Behaviour().withDelay(0.2, 1.2).withSeed(seed)).stream()
            .mapToLong(Behaviour.Response::delayNanos)
            .summaryStatistics();

    assertTrue(200_000_000 <= delays.getMin() && delays.getMin() < 220_000_000, "" + delays);
    assertTrue(1_180_000_000 < delays.getMax() && delays.getMax() <= 1_200_000_000, "" + delays);
    assertEquals(700_000_000, delays.getAverage(), 60_000_000); // nine standard deviations
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void failsTheSetShareOfPaths(Long seed) {
    var behaviour = new Behaviour().withSeed(seed);

    assertEquals(0, errors(behaviour));
    assertEquals(PATHS, errors(behaviour.withErrorRate(1)));
    assertEquals(PATHS / 4.0, errors(behaviour.withErrorRate(0.25)), PATHS / 12.0);
  }

  @Test
  void repeatsTheResponseOfEachPathWithASeed() {
    var seeded = new Behaviour(0, 1, 0.5, 42L);

    assertEquals(responses(seeded), responses(new Behaviour(0, 1, 0.5, 42L)));
    assertNotEquals(responses(seeded), responses(seeded.withSeed(43L)));
    assertEquals(PATHS, responses(seeded).stream().distinct().count());
  }

  @Test
  void variesTheResponseOfAPathWithoutASeed() {
    var behaviour = new Behaviour(0, 1, 0, null);

    assertNotEquals(behaviour.response("/"), behaviour.response("/"));
  }
}
