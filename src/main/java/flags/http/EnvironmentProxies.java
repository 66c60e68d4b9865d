package flags.http;

import flags.messages.CannotRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * Selects proxies from the environment variables {@code http_proxy}, {@code https_proxy}, {@code
 * all_proxy} and {@code no_proxy}, or their upper-case forms, as httpx does. Requests to loopback
 * addresses bypass them. If the variables name no proxy, the JVM's own settings apply.
 */
final class EnvironmentProxies extends ProxySelector implements Authenticator {
  private static final String AUTHORIZATION = "Proxy-Authorization";

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost();
    String variable = variable(uri.getScheme());
    if (variable == null) {
      return ProxySelector.getDefault().select(uri);
    }
    int port = HttpUrl.get(uri.toString()).port(); // 80 or 443 if the URI names none
    if (host.matches("localhost\\.?|127(\\.[0-9]+){3}|\\[::1]") || isExempt(host, port)) {
      return List.of(Proxy.NO_PROXY);
    }
    HttpUrl address = address(variable);
    Proxy.Type type =
        scheme(value(variable)).startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
    return List.of(
        new Proxy(type, InetSocketAddress.createUnresolved(address.host(), address.port())));
  }

  /** Returns the proxy that OkHttp uses for a URL. */
  Proxy proxy(HttpUrl url) {
    URI uri = url.uri(); // knows no host if its name has an underscore
    return uri.getHost() == null ? Proxy.NO_PROXY : select(uri).getFirst();
  }

  /** Adds the login to a request for a tunnel, which OkHttp passes before it sends the request. */
  @Override
  public Request authenticate(Route route, Response response) throws IOException {
    Request request = response.request();
    Request authorized = authorized(request);
    if (authorized != request) {
      return authorized;
    }
    if ("OkHttp-Preemptive".equals(response.header("Proxy-Authenticate"))) {
      return null; // no login
    }
    throw new HttpStatusException(response);
  }

  /** Returns the request with the proxy's user name and password, if there are any to add. */
  Request authorized(Request request) {
    String variable = variable(request.url().scheme());
    if (variable == null || request.header(AUTHORIZATION) != null) {
      return request;
    }
    HttpUrl address = address(variable);
    if (!hasLogin(address)) {
      return request;
    }
    String credentials =
        Credentials.basic(address.username(), address.password(), StandardCharsets.UTF_8);
    return request.newBuilder().header(AUTHORIZATION, credentials).build();
  }

  private String variable(String scheme) {
    return !value(scheme + "_proxy").isEmpty()
        ? scheme + "_proxy"
        : !value("all_proxy").isEmpty() ? "all_proxy" : null;
  }

  private static boolean hasLogin(HttpUrl address) {
    return !address.username().isEmpty() || !address.password().isEmpty();
  }

  private String value(String variable) {
    String upperCase = environment.getOrDefault(variable.toUpperCase(Locale.ROOT), "");
    return environment.getOrDefault(variable, upperCase);
  }

  private static String scheme(String proxy) {
    int end = proxy.indexOf("://");
    return end < 0 ? "http" : proxy.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private HttpUrl address(String variable) {
    String proxy = value(variable);
    String scheme = scheme(proxy);
    String rest = proxy.substring(proxy.indexOf("://") < 0 ? 0 : scheme.length() + 3);
    boolean known = scheme.equals("http") || scheme.matches("socks5h?");
    // OkHttp parses only http and https URLs. Its default port is 80; SOCKS has a different one.
    HttpUrl address = known ? HttpUrl.parse("http://" + rest) : null;
    if (address == null || !scheme.equals("http") && hasLogin(address)) {
      // the address is not printed: it may contain a password
      throw new UncheckedIOException(
          new CannotRunException(
              "cannot use the proxy in "
                  + variable
                  + "; it must be http://HOST:PORT or socks5://HOST:PORT,"
                  + " with USER:PASSWORD@ only for http"));
    }
    boolean hasPort = rest.matches("[^/]*:[0-9]+(/.*)?");
    return scheme.equals("http") || hasPort ? address : address.newBuilder().port(1080).build();
  }

  private boolean isExempt(String host, int port) {
    String name = withoutBrackets(host);
    for (String entry : value("no_proxy").split(",")) {
      String domain = withoutBrackets(entry.strip().replaceFirst("^.*://", ""));
      if (contains(domain, name)
          || domain.endsWith(":" + port)
              && contains(domain.substring(0, domain.lastIndexOf(':')), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(String domain, String name) {
    String suffix = domain.replaceFirst("^\\*?\\.?", ".");
    return domain.equals("*")
        || domain.equals(name)
        || suffix.length() > 1 && name.endsWith(suffix);
  }

  private static String withoutBrackets(String host) { // of an IPv6 address
    return host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // FlagClient reports it
  }
}
