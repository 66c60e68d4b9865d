package flags.download;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.FlagDispatcher;
import flags.Program;
import flags.RawServer;
import flags.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects, also to HTTPS servers. */
@Tag("program")
class RedirectsTest {
  private static final HeldCertificate AUTHORITY;

  static {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // the library formats dates with it
    AUTHORITY = new HeldCertificate.Builder().certificateAuthority(0).build();
  }

  @StartStop private final MockWebServer server = new MockWebServer();
  @StartStop private final MockWebServer other = new MockWebServer();
  @TempDir private Path folder;

  private String url() {
    return server.url("/flags").toString();
  }

  private Result flags(String ccList) {
    return Result.of("-v " + ccList + " -s " + url() + " -d", folder.toString());
  }

  @Test
  void followsRedirectsToOtherHosts() throws InterruptedException {
    other.setDispatcher(new FlagDispatcher("XA"));
    server.setDispatcher(
        new FlagDispatcher(cc -> FlagDispatcher.redirect(other.url("/flags/xb/xb.gif")))
            .with("XA", FlagDispatcher.redirect(other.url("/flags/xa/xa.gif"))));

    Result result = flags("xa xb");

    assertTrue(result.out().contains("XA OK\n"), result.out());
    // a 404 after a redirect is also NOT_FOUND, with the URL that was not found
    assertTrue(
        result.out().contains("XB not found: " + other.url("/flags/xb/xb.gif") + "\n"),
        result.out());
    assertEquals(0, result.status());
    for (MockWebServer each : List.of(server, other)) {
      assertEquals(0, each.takeRequest().getConnectionIndex());
      assertEquals(0, each.takeRequest().getConnectionIndex(), "the connection was not reused");
    }
  }

  @Test
  void followsAtMost20Redirects() {
    for (int hops : new int[] {20, 21}) {
      for (int i = 0; i < hops; i++) {
        server.enqueue(FlagDispatcher.redirect("/" + i));
      }
      server.enqueue(FlagDispatcher.flag());
    }

    assertEquals(0, flags("xa").status());
    assertTrue(flags("xa").out().contains("XA error: redirected more than 20 times\n"));
  }

  /** Responds without reading a request, which the bytes of a TLS handshake may never complete. */
  private static void respondInPlainHttp(ServerSocket server) {
    byte[] response = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write(response);
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // the server or the connection was closed
      }
    }
  }

  /** Runs in a child JVM with its own trust store, because that of the machine may change. */
  @Test
  void trustsOnlyHttpsServersOfTrustedAuthorities() throws Exception {
    try (var good = secureServer(AUTHORITY, "localhost", 1);
        var expired = secureServer(AUTHORITY, "localhost", -1);
        var wrongHost = secureServer(AUTHORITY, "example.com", 1);
        var unknown =
            secureServer(
                new HeldCertificate.Builder().certificateAuthority(0).build(), "localhost", 1);
        var selfSigned = secureServer(null, "localhost", 1);
        var downgrading = secureServer(AUTHORITY, "localhost", 1);
        var nameless = secureServer(AUTHORITY, null, 1);
        var clientAuth = secureServer(AUTHORITY, "localhost", 1);
        var endless = new RawServer(secureSocket(), cc -> FaultsTest.ENDLESS_CHUNK_EXTENSION);
        var plainHttp = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Thread.ofVirtual().start(() -> respondInPlainHttp(plainHttp));
      clientAuth.requireClientAuth();
      good.setDispatcher(new FlagDispatcher("GA", "GB"));
      var insecureTarget = new FlagDispatcher("PA");
      other.setDispatcher(insecureTarget);
      downgrading.enqueue(FlagDispatcher.redirect(other.url("/flags/pa/pa.gif")));
      Map<String, Object> targets =
          Map.ofEntries(
              entry("GA", good.url("/flags/ga/ga.gif")),
              entry("GB", good.url("/flags/gb/gb.gif")),
              entry("EX", expired.url("/")),
              entry("WH", wrongHost.url("/")),
              entry("UN", unknown.url("/")),
              entry("NO", nameless.url("/")),
              entry("CL", clientAuth.url("/")),
              entry("EN", "https://localhost:" + endless.port() + "/"),
              entry("SE", selfSigned.url("/")),
              entry("PL", "https://localhost:" + plainHttp.getLocalPort() + "/"),
              entry("DO", downgrading.url("/")));
      server.setDispatcher(new FlagDispatcher(cc -> FlagDispatcher.redirect(targets.get(cc))));
      Result result =
          new Program(folder)
              .runWith(
                  List.of(
                      "-Djavax.net.ssl.trustStore=" + trustStore(),
                      "-Djavax.net.ssl.trustStorePassword=secret"),
                  "-v -s " + url() + " " + String.join(" ", targets.keySet()));

      assertTrue(result.out().contains("\nGA OK\nGB OK\n"), result.out());
      Map<String, String> reasons =
          Map.of(
              "EX", "its certificate expired on \\d\\d [A-Z][a-z]{2} 20\\d\\d",
              "WH", "its certificate is for example.com, not for localhost",
              "UN", "its certificate is from an unknown authority",
              "NO", "its certificate names no host",
              "CL", "the server refused it(: .*)?",
              "SE", "its certificate is from an unknown authority",
              "PL", "the server does not speak TLS");
      reasons.forEach(
          (cc, reason) ->
              assertTrue(
                  result
                      .out()
                      .lines()
                      .anyMatch(
                          line -> line.matches(cc + " error: cannot connect securely: " + reason)),
                  result.out()));
      assertTrue(
          result.out().contains("\nEN error: the response is larger than 2 MiB\n"), result.out());
      assertTrue(
          result.out().contains("\nDO error: redirected from https to http, to "), result.out());
      assertEquals("", result.err());
      assertEquals(List.of(), List.copyOf(insecureTarget.requestedCodes), "no fallback to http");
      assertEquals(2, good.getRequestCount());
      assertEquals("HTTP/1.1", good.takeRequest().getVersion());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent", "empty", "trust.p12"})
  void namesATrustStoreWithoutCertificates(String name) throws Exception {
    trustStore(); // cannot be read without its password
    try (OutputStream out = Files.newOutputStream(folder.resolve("empty"))) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.store(out, "changeit".toCharArray());
    }
    Path file = folder.resolve(name);

    Result result =
        new Program(folder)
            .runWith(
                List.of("-Djavax.net.ssl.trustStore=" + file),
                "ba -s https://localhost:" + other.getPort());

    assertEquals(
        "1 error: cannot use the trust store '"
            + file
            + "': it is missing, empty or needs its password (BA)\n",
        result.err());
  }

  private static MockWebServer secureServer(HeldCertificate authority, String host, int days)
      throws IOException {
    var server = new MockWebServer();
    server.useHttps(certificates(authority, host, days).sslSocketFactory());
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    server.start(InetAddress.getByName("localhost"), 0);
    return server;
  }

  private static ServerSocket secureSocket() throws IOException {
    return certificates(AUTHORITY, "localhost", 1)
        .sslContext()
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getByName("localhost"));
  }

  private static HandshakeCertificates certificates(
      HeldCertificate authority, String host, int days) {
    long now = System.currentTimeMillis();
    long end = now + days * 86_400_000L;
    var certificate =
        new HeldCertificate.Builder().validityInterval(Math.min(now, end) - 86_400_000L, end);
    if (host != null) {
      certificate.addSubjectAlternativeName(host);
    }
    if (authority != null) {
      certificate.signedBy(authority);
    }
    return new HandshakeCertificates.Builder().heldCertificate(certificate.build()).build();
  }

  private Path trustStore() throws Exception {
    Path file = folder.resolve("trust.p12");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", AUTHORITY.certificate());
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "secret".toCharArray());
    }
    return file;
  }
}
