package flags.server;

import java.util.SplittableRandom;

/**
 * How a demonstration server responds.
 *
 * @param minDelay seconds to wait before every response, at least
 * @param maxDelay seconds to wait before every response, at most; all between are equally likely
 * @param errorRate the share of responses that are errors, 0 to 1
 * @param seed what makes delays and errors repeatable, each path with its own; null for chance
 */
public record Behaviour(double minDelay, double maxDelay, double errorRate, Long seed) {

  /** Answers at once and without errors. */
  public Behaviour() {
    this(0, 0, 0, null);
  }

  /** Returns the same with another delay, in seconds. */
  public Behaviour withDelay(double min, double max) {
    return new Behaviour(min, max, errorRate, seed);
  }

  /** Returns the same with another share of errors, 0 to 1. */
  public Behaviour withErrorRate(double rate) {
    return new Behaviour(minDelay, maxDelay, rate, seed);
  }

  /** Returns the same with a seed. */
  public Behaviour withSeed(Long seed) {
    return new Behaviour(minDelay, maxDelay, errorRate, seed);
  }

  /** Decides how to respond to one request. */
  Response response(String path) {
    // By path, not by turn: requests arrive in another order every time.
    var random =
        seed == null ? new SplittableRandom() : new SplittableRandom(seed * 31 + path.hashCode());
    double delay = minDelay + random.nextDouble() * (maxDelay - minDelay);
    return new Response(Math.round(delay * 1e9), random.nextDouble() < errorRate);
  }

  /** What to do with one request. */
  record Response(long delayNanos, boolean isError) {}
}
