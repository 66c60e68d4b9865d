package flags.http;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param operation for each connect, read and write; the original's {@code timeout=3.1}
 * @param total for one flag in all, redirects included; the original has no such limit, so that a
 *     server which sends a byte now and then holds it for as long as it likes
 */
public record Timeouts(Duration operation, Duration total) {
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofMillis(3100), Duration.ofSeconds(31));
}
