package flags.download;

import static flags.RawServer.closing;
import static flags.RawServer.endless;
import static flags.RawServer.hanging;
import static flags.RawServer.resetting;
import static flags.RawServer.response;
import static flags.RawServer.status;
import static flags.RawServer.trickle;
import static flags.download.TestDownloader.SHORT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.FlagDispatcher;
import flags.FreePort;
import flags.Program;
import flags.RawServer;
import flags.RawServer.Response;
import flags.Result;
import flags.http.Timeouts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that fails for one flag, which must not affect the next ones. */
@Order(1) // its tests wait longest
class FaultsTest {
  private static final byte[] OLD = {'o', 'l', 'd'};
  private static final byte[] GIF = FlagDispatcher.GIF;
  private static final byte[] GZIP_BOMB = gzip(bigGif(100 << 20));

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
  private static final String NOT_GIF = "not a flag: the response is not a GIF";
  private static final String INCOMPLETE = "the GIF is incomplete";
  private static final String TOO_LARGE = "not a flag: larger than 1 MiB";
  private static final String CLOSED = "the server closed the connection too early";
  private static final String INVALID = "not a valid HTTP response";
  private static final String STALLED = "timed out after 3.1 s";
  private static final String SLOW = "not complete after 4.2 s";
  private static final String RESET = "connection lost: reset by the server";

  private static final String TOO_LONG = "the response is larger than 2 MiB";
  private static final String LONG_HEADERS = "the headers are larger than 256 KiB";

  static final Response ENDLESS_CHUNK_EXTENSION = endless(OK + CHUNKED + "23;", "x");

  /** The header of a gzip file before the name, which a zero byte ends. */
  private static final String GZIP_WITH_NAME = "\u001f\u008b\b\b\0\0\0\0\0\0";

  /** A response, and a part of the outcome's message. */
  record Case(String name, Response response, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir private Path dest;

  private static Response ok(byte[] body) {
    return RawServer.flag(body);
  }

  private static Response ok(String body) {
    return ok(body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Response ok(String headers, byte[] body) {
    return response("HTTP/1.1 200 OK\n" + headers, body);
  }

  private static Response ok(String headers, String body) {
    return response("HTTP/1.1 200 OK\n" + headers, body);
  }

  private static byte[] gzip(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static Response gzipped(byte[] body) {
    return ok("Content-Encoding: gzip\nContent-Length: " + body.length, body);
  }

  private static byte[] bigGif(int size) {
    byte[] big = Arrays.copyOf(GIF, size);
    big[size - 1] = 0x3B;
    return big;
  }

  private static String gifText() {
    return new String(GIF, StandardCharsets.ISO_8859_1);
  }

  private static String chunk() {
    return Integer.toHexString(GIF.length) + "\r\n" + gifText() + "\r\n";
  }

  static Stream<Case> errors() {
    byte[] cut = Arrays.copyOf(GIF, GIF.length - 1);
    return Stream.of(
        // bodies
        new Case("empty body", ok(""), "the response was empty"),
        new Case("HTML", ok("<html>log in</html>;"), NOT_GIF),
        new Case("PNG", ok("\u0089PNG\r\n"), NOT_GIF),
        new Case("only 3 bytes", ok("GIF"), NOT_GIF),
        new Case("no trailer", ok(cut), INCOMPLETE),
        new Case(
            "data after the trailer", ok(gifText() + "\n"), INCOMPLETE + ", or data follows it"),
        new Case("larger than 1 MiB", ok(bigGif((1 << 20) + 1)), TOO_LARGE),
        new Case("truncated, without Content-Length", closing(ok("", cut)), INCOMPLETE),
        new Case("Content-Length too large", closing(ok("Content-Length: 99", GIF)), CLOSED),
        new Case("Content-Length too small", ok("Content-Length: 20", GIF), INCOMPLETE),
        new Case(
            "negative Content-Length",
            ok("Content-Length: -5", GIF),
            INVALID + ": Content-Length -5"),
        new Case(
            "two values in one Content-Length",
            ok("Content-Length: 35, 35", GIF),
            INVALID + ": Content-Length 35, 35"),
        new Case("empty Content-Length", ok("Content-Length:", GIF), INVALID + ": Content-Length"),
        new Case(
            "unknown transfer coding",
            ok("Transfer-Encoding: gzip, chunked", GIF),
            INVALID + ": Transfer-Encoding gzip, chunked"),
        new Case("no last chunk", closing(ok("Transfer-Encoding: chunked", chunk())), CLOSED),
        new Case(
            "invalid chunk size",
            ok("Transfer-Encoding: chunked", "xyz\r\n" + gifText() + "\r\n"),
            INVALID),
        new Case(
            "invalid gzip",
            gzipped("no gzip at all".getBytes(StandardCharsets.UTF_8)),
            "bad response: ID1ID2"),
        new Case("truncated gzip", gzipped(Arrays.copyOf(gzip(GIF), 30)), CLOSED),
        new Case("gzip bomb", gzipped(GZIP_BOMB), TOO_LARGE),
        new Case("endless body", endless(OK + "\r\n" + gifText(), "\0"), TOO_LARGE),
        new Case("endless chunk extension", ENDLESS_CHUNK_EXTENSION, TOO_LONG),
        new Case(
            "endless file name in gzip",
            endless(OK + "Content-Encoding: gzip\r\n\r\n" + GZIP_WITH_NAME, "x"),
            TOO_LONG),
        // statuses
        new Case(
            "201", response("HTTP/1.1 201 Made\nContent-Length: 35", GIF), "HTTP error 201 - Made"),
        new Case("203", response("HTTP/1.1 203 \nContent-Length: 35", GIF), "HTTP error 203"),
        new Case("204", response("HTTP/1.1 204 No Content", ""), "HTTP error 204 - No Content"),
        new Case("204 with a body", response("HTTP/1.1 204 OK\nContent-Length: 35", GIF), INVALID),
        new Case("205", status("205 Reset Content"), "HTTP error 205 - Reset Content"),
        new Case(
            "206",
            response("HTTP/1.1 206 Partial\nContent-Length: 35", GIF),
            "HTTP error 206 - Partial"),
        new Case(
            "304 with a body",
            response("HTTP/1.1 304 Not Modified\nContent-Length: 35", GIF),
            "HTTP error 304 - Not Modified"),
        new Case("302 without Location", status("302 Found"), "HTTP error 302 - Found"),
        new Case("408", status("408 Request Timeout"), "HTTP error 408 - Request Timeout"),
        new Case("418", status("418 "), "HTTP error 418 - I'm a Teapot"),
        new Case("421", status("421 Misdirected Request"), "HTTP error 421"),
        new Case("401", status("401 Unauthorized", "WWW-Authenticate: x"), "HTTP error 401"),
        new Case("407", status("407 Proxy"), "HTTP error 407 - Proxy"),
        new Case("500", status("500 Internal Server Error"), "HTTP error 500 - Internal"),
        new Case("503", status("503 Busy", "Retry-After: 0"), "HTTP error 503 - Busy"),
        new Case(
            "503 with a huge Retry-After",
            status("503 Busy", "Retry-After: 99999999999999999999"),
            "HTTP error 503 - Busy"),
        new Case("599", status("599 Odd\u001b[31m\u0007"), "HTTP error 599 - Odd [31m"),
        new Case("999", status("999 Odd"), "HTTP error 999 - Odd"),
        new Case("101", response("HTTP/1.1 101 Switching Protocols\nUpgrade: x", ""), "101"),
        // redirects
        new Case(
            "redirect to a file",
            status("302 Found", "Location: file:///etc/passwd"),
            "redirected"),
        new Case(
            "redirect to ftp", status("302 Found", "Location: ftp://127.0.0.1/x"), "redirected"),
        new Case("redirect to no host", status("302 Found", "Location: http://"), "redirected"),
        new Case(
            "redirect to a dead port",
            status("302 Found", "Location: http://127.0.0.1:1/"),
            "refused"),
        new Case(
            "redirect loop", status("302 Found", "Location: #"), "redirected more than 20 times"),
        // delays
        new Case("no response", hanging(""), STALLED),
        new Case("stall in the headers", hanging(OK + "Cont"), STALLED),
        new Case("stall in the body", hanging(OK + "\r\nGIF89a"), STALLED),
        new Case("trickling body", trickle(OK + "\r\n", gifText()), SLOW),
        new Case("trickling chunks", trickle(OK + CHUNKED, chunk()), SLOW),
        new Case("trickling 1xx responses", trickle("", "HTTP/1.1 102 Processing\r\n\r\n"), SLOW),
        new Case("trickling header", trickle(OK + "X: ", "x"), SLOW),
        new Case("endless headers", endless(OK, "X: xxxxxxxxxx\r\n"), LONG_HEADERS),
        new Case("endless header", endless(OK + "X: ", "x"), LONG_HEADERS),
        // connections
        new Case("closed without a response", (out, socket) -> false, CLOSED),
        new Case("connection reset", resetting((out, socket) -> true), RESET),
        new Case(
            "connection reset in the body", resetting(ok("Content-Length: 35", "GIF89a")), RESET),
        new Case("not HTTP", response("SSH-2.0-OpenSSH_9.2", ""), INVALID),
        new Case("only zero bytes", ok(new byte[4096]), NOT_GIF),
        new Case("invalid status", response("HTTP/1.1 abc OK\nContent-Length: 0", ""), INVALID),
        new Case(
            "two Content-Length headers",
            ok("Content-Length: 35\nContent-Length: 2", GIF),
            NOT_GIF)); // the last Content-Length leaves two bytes
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void reportsTheFaultAndDownloadsTheNextFlags(Case fault) throws Exception {
    Files.write(dest.resolve("XA.gif"), OLD);
    try (var server = new RawServer(cc -> cc.equals("XA") ? fault.response : ok(GIF))) {
      Map<String, Outcome> outcomes = download(server, "XA", "XB", "XC");

      Outcome outcome = outcomes.get("XA");
      assertEquals(DownloadStatus.ERROR, outcome.status(), outcome.message());
      assertTrue(outcome.message().startsWith("error: "), outcome.message());
      assertTrue(outcome.message().contains(fault.text), outcome.message());
      assertTrue(outcome.message().matches("\\P{Cntrl}{1,230}"), outcome.message());
      assertArrayEquals(OLD, Files.readAllBytes(dest.resolve("XA.gif")));
      for (String next : List.of("XB", "XC")) {
        assertEquals(new Outcome(DownloadStatus.OK, "OK"), outcomes.get(next));
        assertArrayEquals(GIF, Files.readAllBytes(dest.resolve(next + ".gif")));
      }
      assertEquals(List.of("XA.gif", "XB.gif", "XC.gif"), Program.fileNames(dest));
      if (!fault.name.equals("redirect loop")) {
        assertEquals(List.of("XA", "XB", "XC"), server.requestedCodes.stream().distinct().toList());
        assertEquals(
            1, server.requestedCodes.stream().filter("XA"::equals).count(), "requested again");
      }
    }
  }

  static Stream<Case> flags() {
    return Stream.of(
        new Case("GIF87a", ok(gifText().replace("GIF89a", "GIF87a")), "OK"),
        new Case("exactly 1 MiB", ok(bigGif(1 << 20)), "OK"),
        new Case("without Content-Length", closing(ok("", GIF)), "OK"),
        new Case("gzip", gzipped(gzip(GIF)), "OK"),
        new Case("connection closed after the body", closing(ok(GIF)), "OK"),
        new Case(
            "chunked, with a Content-Length",
            ok("Transfer-Encoding: chunked\nContent-Length: 2", chunk() + "0\r\n\r\n"),
            "OK"),
        new Case("HTTP/1.0", closing(response("HTTP/1.0 200 OK", GIF)), "OK"),
        new Case(
            "after a 1xx response",
            response("HTTP/1.1 103 Hints\n\nHTTP/1.1 200 OK\nContent-Length: 35", GIF),
            "OK"),
        new Case(
            "slow but steady",
            (out, socket) -> {
              ok("Content-Length: 35", "").write(out, socket);
              for (byte b : GIF) {
                out.write(b);
                Thread.sleep(20);
              }
              return true;
            },
            "OK"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flags")
  void savesEveryValidFlag(Case flag) throws Exception {
    try (var server = new RawServer(cc -> flag.response)) {
      Map<String, Outcome> outcomes = download(server, "XA", "XB");

      assertEquals(new Outcome(DownloadStatus.OK, "OK"), outcomes.get("XA"));
      assertEquals(new Outcome(DownloadStatus.OK, "OK"), outcomes.get("XB"));
      assertEquals(List.of("XA.gif", "XB.gif"), Program.fileNames(dest));
    }
  }

  @Test
  void reportsARefusedConnection() throws Exception {
    int port = FreePort.find();
    Downloader downloader = TestDownloader.create("http://localhost:" + port, dest, 1, SHORT);

    assertEquals(
        "error: cannot connect: connection refused", downloader.downloadOne("XA").message());
  }

  @Tag("program")
  @Test
  void programReportsAFault() throws Exception {
    try (var server = new RawServer(cc -> status("599 Odd\u001b[31m\u0007"))) {
      Result result = new Program(dest).run("-v xa -s " + server.url());

      assertTrue(result.out().contains("\nXA error: HTTP error 599 - Odd [31m"), result.out());
      assertEquals(1, result.status());
    }
  }

  /** The other tests use shorter ones. */
  @Test
  void hasTheTimeoutOfTheOriginalAndALimitOnTheWholeFlag() {
    assertEquals(new Timeouts(Duration.ofMillis(3100), Duration.ofSeconds(31)), Timeouts.DEFAULT);
  }

  /** Downloads with short timeouts and returns the outcome of each flag. */
  private Map<String, Outcome> download(RawServer server, String... ccList) throws Exception {
    var outcomes = new LinkedHashMap<String, Outcome>();
    new FlagsSequential()
        .downloadMany(
            List.of(ccList),
            TestDownloader.create(server.url(), dest, 1, SHORT),
            1,
            (cc, outcome) -> {
              outcomes.put(cc, outcome);
            });
    return outcomes;
  }
}
