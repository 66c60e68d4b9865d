package flags.server;

import flags.messages.OneLine;
import flags.messages.UsageException;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * A site that flags are downloaded from.
 *
 * @param baseUrl the base URL, without a trailing slash
 * @param port the port of the site's built-in server; -1 if it has none
 * @param behaviour how the built-in server responds; null if the site has none
 */
public record Site(String label, String baseUrl, int port, Behaviour behaviour) {
  public static final Site DELAY = builtIn("DELAY", 8001, new Behaviour().withDelay(0.5, 0.5));
  public static final Site ERROR = builtIn("ERROR", 8002, DELAY.behaviour.withErrorRate(0.25));
  public static final Site LOCAL = builtIn("LOCAL", 8000, new Behaviour());
  public static final Site REMOTE =
      new Site("REMOTE", "https://www.fluentpython.com/data/flags", -1, null);

  /** The sites that have a label; {@code SERVERS} of {@code flags2_common.py}. */
  private static final List<Site> SERVERS = List.of(DELAY, ERROR, LOCAL, REMOTE);

  public static final List<String> LABELS =
      List.of(DELAY.label, ERROR.label, LOCAL.label, REMOTE.label);

  private static Site builtIn(String label, int port, Behaviour behaviour) {
    return new Site(label, "http://localhost:" + port + "/flags", port, behaviour);
  }

  /**
   * Returns the site with a label, in upper or lower case, or with a base URL.
   *
   * @throws UsageException if the argument is neither a label nor a valid URL
   */
  public static Site of(String labelOrUrl) {
    for (Site site : SERVERS) {
      if (site.label.equalsIgnoreCase(labelOrUrl)) {
        return site;
      }
    }
    return new Site("URL", baseUrl(labelOrUrl), -1, null);
  }

  /** Returns whether this program has a server of its own for this site. */
  public boolean hasServer() {
    return behaviour != null;
  }

  public String starting() {
    return "Nothing is listening on port " + port + "; starting the built-in server.";
  }

  public static String noneFound(String baseUrl) {
    return "None of these flags were found: " + baseUrl + " may not be a flag server.";
  }

  private static String baseUrl(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new UsageException(
          "LABEL must be one of %s, or an http:// or https:// URL (got '%s')"
              .formatted(String.join(", ", LABELS), text));
    }
    HttpUrl url = HttpUrl.parse(text);
    boolean hasSpaces = OneLine.sanitize(text, text.length()).contains(" "); // or unprintables
    if (url == null || hasSpaces) {
      throw new UsageException("URL is not valid (got '" + text + "')");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      // without the URL, which contains a secret
      throw new UsageException("URL must not hold a user name or password");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new UsageException("URL must not hold a '?' or '#' (got '" + text + "')");
    }
    return text.replaceFirst("/+$", "");
  }
}
