package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redirects, and the secure servers that they lead to. */
@Tag("program")
class RedirectsTest {
  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  @StartStop private final MockWebServer server = new MockWebServer();
  @StartStop private final MockWebServer other = new MockWebServer();
  @TempDir private Path folder;

  private static MockResponse to(Object location) {
    return new MockResponse.Builder().code(302).addHeader("Location", location).build();
  }

  private String url() {
    return server.url("/flags").toString();
  }

  private Result flags(String... ccList) {
    var args = new ArrayList<>(List.of("-v", "-s", url(), "-d", folder.toString()));
    args.addAll(List.of(ccList));
    return Result.of(args.toArray(String[]::new));
  }

  @Test
  void areFollowedAlsoToOtherHosts() throws InterruptedException {
    other.setDispatcher(new FlagSite("XA"));
    server.setDispatcher(
        new FlagSite() {
          @Override
          MockResponse response(String cc) {
            return to(other.url("/flags/" + cc.toLowerCase() + "/" + cc.toLowerCase() + ".gif"));
          }
        });

    Result result = flags("xa", "xb");

    assertTrue(result.out().contains("XA OK\n"), result.out());
    // 404 is NOT_FOUND after a redirect too, and the URL is the one that was not found
    assertTrue(
        result.out().contains("XB not found: " + other.url("/flags/xb/xb.gif") + "\n"),
        result.out());
    assertEquals(0, result.status());
    for (MockWebServer each : List.of(server, other)) {
      assertEquals(0, each.takeRequest().getConnectionIndex());
      assertEquals(0, each.takeRequest().getConnectionIndex(), "the connection was not kept");
    }
  }

  @Test
  void areFollowed20Times() {
    for (int hops : new int[] {20, 21}) {
      for (int i = 0; i < hops; i++) {
        server.enqueue(to("/" + i));
      }
      server.enqueue(FlagSite.flag());
    }

    assertEquals(0, flags("xa").status());
    assertTrue(flags("xa").out().contains("XA error: redirected more than 20 times\n"));
  }

  /** Whatever it is asked: as a request, the random bytes of a handshake may be incomplete. */
  private static void answerInPlainHttp(ServerSocket server) {
    byte[] response = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write(response);
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // one of the two was closed
      }
    }
  }

  /** The certificates of the machine cannot be trusted to stay: this needs a JVM of its own. */
  @Test
  void leadToSecureServersOfTrustedAuthoritiesAlone() throws Exception {
    try (var good = secureServer(AUTHORITY, "localhost", 1);
        var expired = secureServer(AUTHORITY, "localhost", -1);
        var wrongHost = secureServer(AUTHORITY, "example.com", 1);
        var unknown =
            secureServer(
                new HeldCertificate.Builder().certificateAuthority(0).build(), "localhost", 1);
        var selfSigned = secureServer(null, "localhost", 1);
        var downgrading = secureServer(AUTHORITY, "localhost", 1);
        var nameless = secureServer(AUTHORITY, null, 1);
        var choosy = secureServer(AUTHORITY, "localhost", 1);
        var insecure = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerInPlainHttp(insecure));
      choosy.requireClientAuth();
      good.setDispatcher(new FlagSite("GA", "GB"));
      var plain = new FlagSite("PA");
      other.setDispatcher(plain);
      downgrading.enqueue(to(other.url("/flags/pa/pa.gif")));
      Map<String, Object> targets =
          Map.of(
              "GA", good.url("/flags/ga/ga.gif"),
              "GB", good.url("/flags/gb/gb.gif"),
              "EX", expired.url("/"),
              "WH", wrongHost.url("/"),
              "UN", unknown.url("/"),
              "NO", nameless.url("/"),
              "CL", choosy.url("/"),
              "SE", selfSigned.url("/"),
              "PL", "https://localhost:" + insecure.getLocalPort() + "/",
              "DO", downgrading.url("/"));
      server.setDispatcher(
          new FlagSite() {
            @Override
            MockResponse response(String cc) {
              return to(targets.get(cc));
            }
          });
      var command = new ArrayList<>(Program.command(Program.JAVA, "-v", "-s", url()));
      command.addAll(targets.keySet());
      command.addAll(
          1,
          List.of(
              "-Djavax.net.ssl.trustStore=" + trustStore(),
              "-Djavax.net.ssl.trustStorePassword=secret"));

      Result result = new Program(folder).run(command);

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
          result.out().contains("\nDO error: redirected from https to http, to "), result.out());
      assertEquals("", result.err());
      assertEquals(List.of(), List.copyOf(plain.asked), "no fall-back to http");
      assertEquals(2, good.getRequestCount());
      assertEquals("HTTP/1.1", good.takeRequest().getVersion());
    }
  }

  private static MockWebServer secureServer(HeldCertificate authority, String host, int days)
      throws IOException {
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
    var server = new MockWebServer();
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate.build())
            .build()
            .sslSocketFactory());
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    server.start(InetAddress.getByName("localhost"), 0);
    return server;
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
