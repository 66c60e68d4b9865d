package flags.server;

import java.util.SplittableRandom;

/**
 * How a built-in server responds.
 *
 * @param minDelay the shortest delay before a response, in seconds
 * @param maxDelay the longest delay before a response, in seconds; all delays in between are
 *     equally likely
 * @param errorRate the share of responses that are errors, 0 to 1
 * @param seed the seed that makes the delay and the error of each path repeatable; null for chance
 */
public record Behaviour(double minDelay, double maxDelay, double errorRate, Long seed) {

  /** Creates the behaviour of a server that responds at once and without errors. */
  public Behaviour() {
    this(0, 0, 0, null);
  }

  public Behaviour withDelay(double min, double max) {
    return new Behaviour(min, max, errorRate, seed);
  }

  public Behaviour withErrorRate(double rate) {
    return new Behaviour(minDelay, maxDelay, rate, seed);
  }

  public Behaviour withSeed(Long seed) {
    return new Behaviour(minDelay, maxDelay, errorRate, seed);
  }

  Response response(String path) {
    // By path, not by turn: requests arrive in a different order every time.
    var random =
        seed == null ? new SplittableRandom() : new SplittableRandom(seed * 31 + path.hashCode());
    double delay = minDelay + random.nextDouble() * (maxDelay - minDelay);
    return new Response(Math.round(delay * 1e9), random.nextDouble() < errorRate);
  }

  record Response(long delayNanos, boolean isError) {}
}
