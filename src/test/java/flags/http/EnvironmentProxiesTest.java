package flags.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flags.messages.CannotRunException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {

  private static String select(Map<String, String> environment, String url) {
    List<Proxy> proxies = new EnvironmentProxies(environment).select(URI.create(url));
    assertEquals(1, proxies.size());
    Proxy proxy = proxies.getFirst();
    return proxy.type() + (proxy.address() == null ? "" : " " + proxy.address());
  }

  @ParameterizedTest
  @CsvSource({
    "http_proxy, http://proxy:3128, HTTP proxy/<unresolved>:3128",
    "http_proxy, http://proxy:3128/, HTTP proxy/<unresolved>:3128",
    "http_proxy, proxy:3128, HTTP proxy/<unresolved>:3128",
    "HTTP_PROXY, http://me:secret@proxy, HTTP proxy/<unresolved>:80",
    "all_proxy, socks5://proxy, SOCKS proxy/<unresolved>:1080",
    "ALL_PROXY, SOCKS5H://proxy:80, SOCKS proxy/<unresolved>:80",
    "https_proxy, http://proxy:3128, DIRECT",
    "http_proxy, '', DIRECT",
  })
  void readsTheProxyVariables(String variable, String value, String selected) {
    assertEquals(selected, select(Map.of(variable, value), "http://example.com/flags"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com/, HTTP proxy/<unresolved>:1",
    "https://example.com/, HTTP secure/<unresolved>:2",
  })
  void prefersTheVariableOfTheSchemeAndLowerCase(String url, String selected) {
    var environment =
        Map.of(
            "HTTP_PROXY", "http://capital:9",
            "http_proxy", "http://proxy:1",
            "https_proxy", "http://secure:2",
            "all_proxy", "http://all:3");

    assertEquals(selected, select(environment, url));
  }

  @Test
  void prefersAnEmptyVariableInLowerCase() {
    assertEquals(
        "DIRECT",
        select(Map.of("http_proxy", "", "HTTP_PROXY", "http://capital:9"), "http://example.com/"));
  }

  @ParameterizedTest
  @CsvSource({
    "'example.com', http://example.com/, DIRECT",
    "'example.com', http://www.example.com/, DIRECT",
    "'example.com', http://otherexample.com/, HTTP",
    "'.example.com', http://example.com/, HTTP",
    "'.example.com', http://www.example.com/, DIRECT",
    "'*.example.com', http://www.example.com/, DIRECT",
    "'a.org, EXAMPLE.com', http://Example.com/, DIRECT",
    "'example.com:8080', http://example.com:8080/, DIRECT",
    "'example.com:8080', http://example.com/, HTTP",
    "'example.com:80', http://example.com/, DIRECT",
    "'http://example.com', http://example.com/, DIRECT",
    "'10.0.0.1', http://10.0.0.1/, DIRECT",
    "'*', http://example.com/, DIRECT",
    "',', http://example.com/, HTTP",
    "'', http://localhost:8000/, DIRECT",
    "'', http://127.0.0.2/, DIRECT",
    "'', http://127.example.com/, HTTP",
    "'', http://localhost./, DIRECT",
    "'fe80::1', http://[fe80::1]:1/, DIRECT",
    "'[fe80::1]:1', http://[fe80::1]:1/, DIRECT",
    "'', http://[::1]:8000/, DIRECT",
  })
  void bypassesTheProxyForNoProxyAndLocalHosts(String noProxy, String url, String selected) {
    var environment = Map.of("http_proxy", "http://proxy:1", "NO_PROXY", noProxy);

    assertEquals(selected, select(environment, url).split(" ")[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://proxy",
        "http://",
        "http://pro xy",
        "https://proxy",
        "proxy:x",
        "socks4://proxy",
        "socks5://u:p@x",
        "socks5://:token@x"
      })
  void namesTheVariableWithAnUnusableProxy(String value) {
    var e =
        assertThrows(
            UncheckedIOException.class,
            () -> select(Map.of("http_proxy", value), "http://example.com/"));

    assertInstanceOf(CannotRunException.class, e.getCause());
    assertEquals(
        "cannot use the proxy in http_proxy; it must be http://HOST:PORT or"
            + " socks5://HOST:PORT, with USER:PASSWORD@ only for http",
        e.getCause().getMessage());
  }
}
