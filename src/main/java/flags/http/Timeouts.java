package flags.http;

import java.time.Duration;

/**
 * The limits on the time to wait for a server.
 *
 * @param operation the limit for each connect, read and write; {@code timeout=3.1} in the original
 * @param total the limit for one flag, including redirects, which the original does not have
 */
public record Timeouts(Duration operation, Duration total) {
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofMillis(3100), Duration.ofSeconds(31));
}
