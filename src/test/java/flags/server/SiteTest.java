package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flags.messages.UsageException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The labels and URLs that {@code -s} accepts. */
class SiteTest {

  @ParameterizedTest
  @CsvSource({
    "LOCAL, 8000, 0, 0",
    "Delay, 8001, 0.5, 0",
    "ERROR, 8002, 0.5, 0.25",
  })
  void localLabelsHaveTheirPortAndBehaviour(
      String label, int port, double delay, double errorRate) {
    assertEquals(
        new Site(
            label.toUpperCase(Locale.ROOT),
            "http://localhost:" + port + "/flags",
            port,
            new Behaviour(delay, delay, errorRate, null)),
        Site.of(label));
  }

  @Test
  void remoteIsTheSiteOfTheBookAndHasNoFallback() {
    assertEquals(
        new Site("REMOTE", "https://www.fluentpython.com/data/flags", -1, null), Site.of("remote"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h, http://h",
    "http://h/, http://h",
    "http://h//, http://h",
    "https://h:8443/a/b//, https://h:8443/a/b",
    "HTTP://h/Flags, HTTP://h/Flags",
    "HTTPS://H/, HTTPS://H",
    "http://[::1]:80/flags, http://[::1]:80/flags",
  })
  void keepsAUrlButDropsTrailingSlashes(String url, String baseUrl) {
    assertEquals(new Site("URL", baseUrl, -1, null), Site.of(url));
  }

  @ParameterizedTest
  @CsvSource({
    "'http://h/a b', is not valid (got 'http://h/a b')",
    "'http://h/ ', is not valid (got 'http://h/ ')",
    "'http://h/\t', is not valid (got 'http://h/\t')",
    "'http://h/\u202E', is not valid (got 'http://h/\u202E')",
    "http://, is not valid (got 'http://')",
    "http://h:99999, is not valid (got 'http://h:99999')",
    "https://u@h/, must not hold a user name or password",
    "https://u:secret@h/, must not hold a user name or password",
    "https://:secret@h/, must not hold a user name or password",
    "http://h/?, must not hold a '?' or '#' (got 'http://h/?')",
    "http://h/?a, must not hold a '?' or '#' (got 'http://h/?a')",
    "http://h/#, must not hold a '?' or '#' (got 'http://h/#')",
    "http://h/#a, must not hold a '?' or '#' (got 'http://h/#a')",
  })
  void refusesAnUnusableUrl(String url, String reason) {
    var e = assertThrows(UsageException.class, () -> Site.of(url));

    assertEquals("URL " + reason, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LOCAL ", " http://h", "http:h", "httpx://h", "file:///etc", "URL"})
  void refusesTextThatIsNeitherALabelNorAUrl(String text) {
    var e = assertThrows(UsageException.class, () -> Site.of(text));

    assertEquals(
        "LABEL must be one of DELAY, ERROR, LOCAL, REMOTE, or an http:// or https:// URL"
            + (" (got '" + text + "')"),
        e.getMessage());
  }
}
