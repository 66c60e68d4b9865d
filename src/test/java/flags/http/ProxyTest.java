package flags.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot connect, directly or through a proxy. */
class ProxyTest {
  @StartStop private final MockWebServer proxy = new MockWebServer();

  /** Returns the reason why a request fails in an environment. */
  private static String failure(Map<String, String> environment, String url) {
    try (var client = new FlagClient(1, Timeouts.DEFAULT, environment)) {
      return client.reason(
          assertThrows(IOException.class, () -> client.get(HttpUrl.get(url), EventListener.NONE)));
    }
  }

  private static int unusedPort() throws IOException {
    try (var server = new ServerSocket(0)) {
      return server.getLocalPort();
    }
  }

  @ParameterizedTest
  @CsvSource({"nosuchhost.invalid, ''", "no_such_host.invalid, proxy:99"})
  void namesAnUnknownHost(String host, String proxy) {
    assertEquals("unknown host: " + host, failure(Map.of("all_proxy", proxy), "http://" + host));
  }

  @Test
  void doesNotTakeAnUnreachableHostForALostConnection() {
    String failure = failure(Map.of(), "http://224.0.0.1"); // a multicast address: no TCP

    assertTrue(failure.startsWith("cannot connect: "), failure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void namesAProxyThatRefusesTheConnection(String scheme) throws IOException {
    String address = "localhost:" + unusedPort();

    assertEquals(
        "cannot connect through the proxy " + address + ": connection refused",
        failure(Map.of("all_proxy", scheme + "://" + address), "http://example.com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void namesAProxyThatDoesNotExist(String scheme) {
    assertEquals(
        "cannot connect through the proxy nosuchhost.invalid:99: unknown host",
        failure(Map.of("all_proxy", scheme + "://nosuchhost.invalid:99"), "http://example.com"));
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.1 400 Bad Request, it does not speak SOCKS 5", "'', timed out after 3.1 s"})
  void reportsAnHttpProxyNamedAsASocksProxy(String response, String reason) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String address = "127.0.0.1:" + server.getLocalPort();
      Callable<Long> respond =
          () -> {
            try (Socket socket = server.accept()) {
              socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
              return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
          };
      Thread.ofVirtual().start(new FutureTask<>(respond));

      assertEquals(
          "cannot connect through the proxy " + address + ": " + reason,
          failure(Map.of("all_proxy", "socks5://" + address), "http://example.com"));
    }
  }

  @ParameterizedTest
  @CsvSource({"http, ''", "https, ''", "http, me:wrong@", "https, me:wrong@"})
  void reportsAProxyThatRefusesTheLogin(String scheme, String login) {
    proxy.enqueue(new MockResponse.Builder().code(407).build());

    assertEquals(
        "HTTP error 407 - Client Error",
        failure(
            Map.of(scheme + "_proxy", "http://" + login + "localhost:" + proxy.getPort()),
            scheme + "://example.com"));
    assertEquals(1, proxy.getRequestCount());
  }

  @ParameterizedTest
  @CsvSource({
    "http, me:secret, Basic bWU6c2VjcmV0",
    "https, me:secret, Basic bWU6c2VjcmV0",
    "http, jos%C3%A9:p%E2%82%AC, Basic am9zw6k6cOKCrA==",
    "http, :TOKEN, Basic OlRPS0VO",
    "http, me, Basic bWU6",
  })
  void sendsTheLogin(String scheme, String login, String header) throws InterruptedException {
    proxy.enqueue(new MockResponse.Builder().code(404).build());

    failure(
        Map.of(scheme + "_proxy", "http://" + login + "@localhost:" + proxy.getPort()),
        scheme + "://example.com");

    RecordedRequest request = proxy.takeRequest();
    assertEquals(scheme.equals("https") ? "CONNECT" : "GET", request.getMethod());
    assertEquals(header, request.getHeaders().get("Proxy-Authorization"));
  }
}
