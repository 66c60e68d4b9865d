package flags;

import flags.server.Behaviour;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * Where the flags come from.
 *
 * @param baseUrl with no slash at its end
 * @param port where a demonstration server is to listen if nobody else does
 * @param demo how that one behaves; null if there is none for this site
 */
record Site(String label, String baseUrl, int port, Behaviour demo) {

  /**
   * Reads what was given with {@code -s}: a label, in upper or lower case, or a base URL.
   *
   * @throws UsageException if it is neither; the message says why
   */
  static Site of(String labelOrUrl) {
    for (Server server : Server.values()) {
      if (server.name().equalsIgnoreCase(labelOrUrl)) {
        return new Site(server.name(), server.url, server.port, server.demo);
      }
    }
    return new Site("URL", baseUrl(labelOrUrl), -1, null);
  }

  private static boolean hasBlankOrControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ' || !ErrorText.isPrintable(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String baseUrl(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new UsageException(
          "--server LABEL must be one of DELAY, ERROR, LOCAL, REMOTE"
              + (", or an http:// or https:// URL (got '" + text + "')"));
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url == null || hasBlankOrControl(text)) {
      throw new UsageException("--server URL is not valid (got '" + text + "')");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      // not echoed: it holds a secret
      throw new UsageException("--server URL must not hold a user name or password");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new UsageException("--server URL must not hold a '?' or '#' (got '" + text + "')");
    }
    int end = text.length();
    while (text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }
}
