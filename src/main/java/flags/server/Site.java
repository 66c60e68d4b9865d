package flags.server;

import flags.errors.Terminal;
import flags.errors.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * A site that flags are downloaded from.
 *
 * @param baseUrl the base URL, without a trailing slash
 * @param port the port on which a built-in server listens if nothing else does; -1 if the site has
 *     none
 * @param fallback how the built-in server behaves; null if the site has none
 */
public record Site(String label, String baseUrl, int port, Behaviour fallback) {
  public static final Site DELAY = builtIn("DELAY", 8001, new Behaviour().withDelay(0.5, 0.5));
  public static final Site ERROR = builtIn("ERROR", 8002, DELAY.fallback.withErrorRate(0.25));
  public static final Site LOCAL = builtIn("LOCAL", 8000, new Behaviour());
  public static final Site REMOTE =
      new Site("REMOTE", "https://www.fluentpython.com/data/flags", -1, null);

  /** The sites that have a label; {@code SERVERS} of {@code flags2_common.py}. */
  private static final List<Site> SERVERS = List.of(DELAY, ERROR, LOCAL, REMOTE);

  /** The labels, as typed on the command line. */
  public static final List<String> LABELS = labels();

  /** Returns the sites with a built-in server, in the order of their ports. */
  public static List<Site> builtInSites() {
    return SERVERS.stream()
        .filter(site -> site.fallback != null)
        .sorted(Comparator.comparing(Site::port))
        .toList();
  }

  private static List<String> labels() { // in a loop: streams would delay the start
    var labels = new ArrayList<String>();
    for (Site site : SERVERS) {
      labels.add(site.label);
    }
    return Collections.unmodifiableList(labels);
  }

  private static Site builtIn(String label, int port, Behaviour behaviour) {
    return new Site(label, "http://localhost:" + port + "/flags", port, behaviour);
  }

  /**
   * Returns the site with the given label, in upper or lower case, or a site with the given base
   * URL.
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

  /** Returns a copy without a built-in server. */
  public Site withoutFallback() {
    return new Site(label, baseUrl, -1, null);
  }

  /**
   * Returns the message that the built-in server is being started, because nothing is listening on
   * its port.
   */
  public String starting() {
    return "Nothing is listening on port " + port + "; starting the built-in server.";
  }

  /** Returns the note for a server that has none of the flags. */
  public static String noneFound(String baseUrl) {
    return "None of these flags were found: " + baseUrl + " may not be a flag server.";
  }

  private static boolean hasBlankOrControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ' || !Terminal.isPrintable(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String baseUrl(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new UsageException(
          "LABEL must be one of "
              + String.join(", ", LABELS)
              + (", or an http:// or https:// URL (got '" + text + "')"));
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url == null || hasBlankOrControl(text)) {
      throw new UsageException("URL is not valid (got '" + text + "')");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      // without the URL, which contains a secret
      throw new UsageException("URL must not hold a user name or password");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new UsageException("URL must not hold a '?' or '#' (got '" + text + "')");
    }
    int end = text.length();
    while (text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }
}
