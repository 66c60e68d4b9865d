package flags;

import static flags.RawServer.closing;
import static flags.RawServer.endless;
import static flags.RawServer.response;
import static flags.RawServer.status;
import static flags.RawServer.trickle;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import flags.RawServer.Response;
import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.RequestListenerFactory;
import flags.http.Timeouts;
import flags.messages.CannotRunException;
import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import flags.server.FallbackServer;
import flags.server.Site;
import flags.settings.Strategy;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that fails for one flag, which must not affect the next ones. */
@Order(1) // one of its tests takes longer than most others together
class FaultsTest {
  /** Short, but long enough for a busy machine. */
  static final Timeouts SHORT = new Timeouts(Duration.ofMillis(3100), Duration.ofMillis(6200));

  private static final byte[] OLD = {'o', 'l', 'd'};
  private static final byte[] GIF = FlagDispatcher.GIF;
  private static final byte[] GZIP_BOMB = gzip(bigGif(100 << 20));

  static final Response ENDLESS_CHUNK_EXTENSION =
      endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n23;", "x");

  /** The header of a gzip file before the name, which a zero byte ends. */
  private static final String GZIP_WITH_NAME = "\u001f\u008b\b\b\0\0\0\0\0\0";

  static final FallbackServer NO_FALLBACK =
      new FallbackServer(new Site("URL", "http://localhost", -1, null), System.err);

  @TempDir private Path dest;

  private static Response ok(byte[] body) {
    return RawServer.flag(body);
  }

  private static Response ok(String body) {
    return ok(body.getBytes(StandardCharsets.ISO_8859_1));
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
    return response(
        "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + body.length, body);
  }

  private static boolean hang() throws InterruptedException {
    Thread.sleep(60_000);
    return false;
  }

  private static byte[] bigGif(int size) {
    byte[] big = Arrays.copyOf(GIF, size);
    big[size - 1] = 0x3B;
    return big;
  }

  private static String gifText() {
    return new String(GIF, StandardCharsets.ISO_8859_1);
  }

  static Stream<Arguments> errors() {
    byte[] cut = Arrays.copyOf(GIF, GIF.length - 1);
    return Stream.of(
        // bodies
        arguments("empty body", ok(""), "the response was empty"),
        arguments("HTML", ok("<html>log in</html>;"), "not a flag: the response is not a GIF"),
        arguments("PNG", ok("\u0089PNG\r\n"), "not a flag: the response is not a GIF"),
        arguments("only 3 bytes", ok("GIF"), "not a flag: the response is not a GIF"),
        arguments("no trailer", ok(cut), "the GIF is incomplete"),
        arguments(
            "data after the trailer",
            ok(gifText() + "\n"),
            "the GIF is incomplete, or data follows it"),
        arguments("larger than 1 MiB", ok(bigGif((1 << 20) + 1)), "not a flag: larger than 1 MiB"),
        arguments(
            "truncated, without Content-Length",
            closing(response("HTTP/1.1 200 OK", cut)),
            "the GIF is incomplete"),
        arguments(
            "Content-Length too large",
            closing(response("HTTP/1.1 200 OK\nContent-Length: 99", GIF)),
            "the server closed the connection too early"),
        arguments(
            "Content-Length too small",
            response("HTTP/1.1 200 OK\nContent-Length: 20", GIF),
            "the GIF is incomplete"),
        arguments(
            "negative Content-Length",
            response("HTTP/1.1 200 OK\nContent-Length: -5", GIF),
            "not a valid HTTP response: Content-Length -5"),
        arguments(
            "two values in one Content-Length",
            response("HTTP/1.1 200 OK\nContent-Length: 35, 35", GIF),
            "not a valid HTTP response: Content-Length 35, 35"),
        arguments(
            "empty Content-Length",
            response("HTTP/1.1 200 OK\nContent-Length:", GIF),
            "not a valid HTTP response: Content-Length"),
        arguments(
            "unknown transfer coding",
            response("HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked", GIF),
            "not a valid HTTP response: Transfer-Encoding gzip, chunked"),
        arguments(
            "no last chunk",
            closing(
                response(
                    "HTTP/1.1 200 OK\nTransfer-Encoding: chunked",
                    Integer.toHexString(GIF.length) + "\r\n" + gifText() + "\r\n")),
            "the server closed the connection too early"),
        arguments(
            "invalid chunk size",
            response("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "xyz\r\n" + gifText() + "\r\n"),
            "not a valid HTTP response"),
        arguments(
            "invalid gzip",
            gzipped("no gzip at all".getBytes(StandardCharsets.UTF_8)),
            "bad response: ID1ID2"),
        arguments(
            "truncated gzip",
            gzipped(Arrays.copyOf(gzip(GIF), 30)),
            "the server closed the connection too early"),
        arguments("gzip bomb", gzipped(GZIP_BOMB), "not a flag: larger than 1 MiB"),
        arguments(
            "endless body",
            endless("HTTP/1.1 200 OK\r\n\r\n" + gifText(), "\0"),
            "not a flag: larger than 1 MiB"),
        arguments(
            "endless chunk extension",
            ENDLESS_CHUNK_EXTENSION,
            "the response is larger than 2 MiB"),
        arguments(
            "endless file name in gzip",
            endless("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + GZIP_WITH_NAME, "x"),
            "the response is larger than 2 MiB"),
        // statuses
        arguments(
            "201", response("HTTP/1.1 201 Made\nContent-Length: 35", GIF), "HTTP error 201 - Made"),
        arguments("203", response("HTTP/1.1 203 \nContent-Length: 35", GIF), "HTTP error 203"),
        arguments("204", response("HTTP/1.1 204 No Content", ""), "HTTP error 204 - No Content"),
        arguments(
            "204 with a body",
            response("HTTP/1.1 204 No Content\nContent-Length: 35", GIF),
            "not a valid HTTP response"),
        arguments("205", status("205 Reset Content"), "HTTP error 205 - Reset Content"),
        arguments(
            "206",
            response("HTTP/1.1 206 Partial Content\nContent-Length: 35", GIF),
            "HTTP error 206 - Partial Content"),
        arguments(
            "304 with a body",
            response("HTTP/1.1 304 Not Modified\nContent-Length: 35", GIF),
            "HTTP error 304 - Not Modified"),
        arguments("302 without Location", status("302 Found"), "HTTP error 302 - Found"),
        arguments("408", status("408 Request Timeout"), "HTTP error 408 - Request Timeout"),
        arguments("418", status("418 "), "HTTP error 418 - I'm a Teapot"),
        arguments("421", status("421 Misdirected Request"), "HTTP error 421"),
        arguments("401", status("401 Unauthorized", "WWW-Authenticate: x"), "HTTP error 401"),
        arguments("407", status("407 Proxy"), "HTTP error 407 - Proxy"),
        arguments("500", status("500 Internal Server Error"), "HTTP error 500 - Internal"),
        arguments("503", status("503 Busy", "Retry-After: 0"), "HTTP error 503 - Busy"),
        arguments(
            "503 with a huge Retry-After",
            status("503 Busy", "Retry-After: 99999999999999999999"),
            "HTTP error 503 - Busy"),
        arguments("599", status("599 Odd\u001b[31m\u0007"), "HTTP error 599 - Odd [31m"),
        arguments("999", status("999 Odd"), "HTTP error 999 - Odd"),
        arguments("101", response("HTTP/1.1 101 Switching Protocols\nUpgrade: x", ""), "101"),
        // redirects
        arguments(
            "redirect to a file",
            status("302 Found", "Location: file:///etc/passwd"),
            "redirected"),
        arguments(
            "redirect to ftp", status("302 Found", "Location: ftp://127.0.0.1/x"), "redirected"),
        arguments("redirect to no host", status("302 Found", "Location: http://"), "redirected"),
        arguments(
            "redirect to a dead port",
            status("302 Found", "Location: http://127.0.0.1:1/x"),
            "refused"),
        arguments(
            "redirect loop", status("302 Found", "Location: #"), "redirected more than 20 times"),
        // delays
        arguments("no response", (Response) (out, socket) -> hang(), "timed out after 3.1 s"),
        arguments(
            "stall in the headers",
            (Response)
                (out, socket) -> {
                  out.write("HTTP/1.1 200 OK\r\nCont".getBytes(StandardCharsets.UTF_8));
                  return hang();
                },
            "timed out after 3.1 s"),
        arguments(
            "stall in the body",
            (Response)
                (out, socket) -> {
                  response("HTTP/1.1 200 OK\nContent-Length: 35", gifText().substring(0, 9))
                      .write(out, socket);
                  return hang();
                },
            "timed out after 3.1 s"),
        arguments(
            "trickling body",
            trickle("HTTP/1.1 200 OK\nContent-Length: 99999", List.of(gifText()), 100),
            "not complete after 6.2 s"),
        arguments(
            "trickling chunks",
            trickle(
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked",
                List.of(Integer.toHexString(GIF.length) + "\r\n" + gifText() + "\r\n"),
                100),
            "not complete after 6.2 s"),
        arguments(
            "trickling 1xx responses",
            trickle("HTTP/1.1 102 Processing", List.of("HTTP/1.1 102 Processing\r\n\r\n"), 100),
            "not complete after 6.2 s"),
        arguments(
            "trickling header",
            (Response)
                (out, socket) -> {
                  out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
                  while (true) {
                    Thread.sleep(100);
                    out.write('x');
                  }
                },
            "not complete after 6.2 s"),
        arguments(
            "endless headers",
            endless("HTTP/1.1 200 OK\r\n", "X: xxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n"),
            "the headers are larger than 256 KiB"),
        arguments(
            "endless header",
            endless("HTTP/1.1 200 OK\r\nX: ", "x"),
            "the headers are larger than 256 KiB"),
        // connections
        arguments(
            "closed without a response",
            (Response) (out, socket) -> false,
            "the server closed the connection too early"),
        arguments(
            "connection reset",
            (Response)
                (out, socket) -> {
                  socket.setSoLinger(true, 0);
                  return false;
                },
            "connection lost: reset by the server"),
        arguments(
            "connection reset in the body",
            (Response)
                (out, socket) -> {
                  response("HTTP/1.1 200 OK\nContent-Length: 35", "GIF89a").write(out, socket);
                  socket.setSoLinger(true, 0);
                  return false;
                },
            "connection lost: reset by the server"),
        arguments("not HTTP", response("SSH-2.0-OpenSSH_9.2", ""), "not a valid HTTP response"),
        arguments("only zero bytes", ok(new byte[4096]), "not a flag: the response is not a GIF"),
        arguments(
            "invalid status",
            response("HTTP/1.1 abc OK\nContent-Length: 0", ""),
            "not a valid HTTP"),
        arguments(
            "two Content-Length headers",
            response("HTTP/1.1 200 OK\nContent-Length: 35\nContent-Length: 2", GIF),
            "not a flag: the response is not a GIF")); // the last Content-Length leaves two bytes
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void reportsTheFaultAndDownloadsTheNextFlags(String name, Response fault, String text)
      throws Exception {
    Files.write(dest.resolve("XA.gif"), OLD);
    try (var server = new RawServer(cc -> cc.equals("XA") ? fault : ok(GIF))) {
      Map<String, Outcome> outcomes = download(server, Strategy.SEQUENTIAL, 1, "XA", "XB", "XC");

      Outcome outcome = outcomes.get("XA");
      assertEquals(DownloadStatus.ERROR, outcome.status(), outcome.message());
      assertTrue(outcome.message().startsWith("error: "), outcome.message());
      assertTrue(outcome.message().contains(text), outcome.message());
      assertTrue(outcome.message().matches("\\P{Cntrl}{1,230}"), outcome.message());
      assertArrayEquals(OLD, Files.readAllBytes(dest.resolve("XA.gif")));
      for (String next : List.of("XB", "XC")) {
        assertEquals(new Outcome(DownloadStatus.OK, "OK"), outcomes.get(next));
        assertArrayEquals(GIF, Files.readAllBytes(dest.resolve(next + ".gif")));
      }
      assertEquals(List.of("XA.gif", "XB.gif", "XC.gif"), Program.fileNames(dest));
      if (!name.equals("redirect loop")) {
        assertEquals(List.of("XA", "XB", "XC"), server.requestedCodes.stream().distinct().toList());
        assertEquals(
            1, server.requestedCodes.stream().filter("XA"::equals).count(), "requested again");
      }
    }
  }

  static Stream<Arguments> flags() {
    return Stream.of(
        arguments("GIF87a", ok(gifText().replace("GIF89a", "GIF87a"))),
        arguments("exactly 1 MiB", ok(bigGif(1 << 20))),
        arguments("without Content-Length", closing(response("HTTP/1.1 200 OK", GIF))),
        arguments("gzip", gzipped(gzip(GIF))),
        arguments("connection closed after the body", closing(ok(GIF))),
        arguments(
            "chunked, with a Content-Length",
            response(
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Length: 2",
                Integer.toHexString(GIF.length) + "\r\n" + gifText() + "\r\n0\r\n\r\n")),
        arguments("HTTP/1.0", closing(response("HTTP/1.0 200 OK", GIF))),
        arguments(
            "after a 1xx response",
            response("HTTP/1.1 103 Hints\n\nHTTP/1.1 200 OK\nContent-Length: 35", GIF)),
        arguments(
            "slow but steady",
            (Response)
                (out, socket) -> {
                  response("HTTP/1.1 200 OK\nContent-Length: 35", "").write(out, socket);
                  for (byte b : GIF) {
                    out.write(b);
                    Thread.sleep(20);
                  }
                  return true;
                }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flags")
  void savesEveryValidFlag(String name, Response flag) throws Exception {
    try (var server = new RawServer(cc -> flag)) {
      Map<String, Outcome> outcomes = download(server, Strategy.SEQUENTIAL, 1, "XA", "XB");

      assertEquals(new Outcome(DownloadStatus.OK, "OK"), outcomes.get("XA"));
      assertEquals(new Outcome(DownloadStatus.OK, "OK"), outcomes.get("XB"));
      assertEquals(List.of("XA.gif", "XB.gif"), Program.fileNames(dest));
    }
  }

  @Test
  void reportsARefusedConnection() throws Exception {
    int port = FreePort.find();
    var downloader =
        new Downloader(
            "http://127.0.0.1:" + port,
            NO_FALLBACK,
            new FlagClient(1, SHORT),
            Destination.open(dest),
            RequestListenerFactory.NONE);

    assertEquals(
        "error: cannot connect: connection refused", downloader.downloadOne("XA").message());
  }

  @Test
  void reportsWhyTheServerCannotStart() {
    assertEquals(
        "cannot serve the flags on port 8000: Too many open files",
        new FlagClient(1, SHORT)
            .reason(
                new CannotRunException(
                    "cannot serve the flags on port 8000: Too many open files")));
  }

  /** Runs all cases at once in a child process; takes as long as the longest real timeout, 31 s. */
  @Tag("program")
  @Test
  void programReportsEveryFault() throws Exception {
    Stream<Arguments> saved = flags().map(c -> arguments(c.get()[0], c.get()[1], "OK"));
    List<Arguments> cases = Stream.concat(errors(), saved).toList();
    List<String> ccList = FlagsCommon.expandCcArgs(true, false, List.of(), cases.size());
    try (var server = new RawServer(cc -> (Response) cases.get(ccList.indexOf(cc)).get()[1])) {
      Result result =
          new Program(dest)
              .run("-v -e --strategy threadpool -m 100 -s " + server.url() + " -l " + cases.size());

      assertEquals("", result.err());
      Map<String, String> reported =
          result
              .out()
              .lines()
              .filter(line -> line.matches("[A-Z]{2} .*"))
              .collect(Collectors.toMap(line -> line.substring(0, 2), line -> line.substring(3)));
      for (int i = 0; i < cases.size(); i++) {
        Object[] expected = cases.get(i).get();
        String text = reported.get(ccList.get(i));
        assertTrue(text.startsWith(expected[2].equals("OK") ? "OK" : "error: "), text);
        assertTrue(text.contains(withRealTimeouts((String) expected[2])), text);
      }
      assertEquals(
          ccList.stream()
              .filter(cc -> reported.get(cc).equals("OK"))
              .map(cc -> cc + ".gif")
              .toList(),
          Program.fileNames(dest.resolve("downloaded")));
    }
  }

  private static String withRealTimeouts(String text) {
    return text.replace("6.2 s", "31 s");
  }

  /** Downloads with short timeouts and returns the outcome of each flag. */
  private Map<String, Outcome> download(
      RawServer server, Strategy strategy, int concurReq, String... ccList) throws Exception {
    var outcomes = new LinkedHashMap<String, Outcome>();
    var downloader =
        new Downloader(
            server.url(),
            NO_FALLBACK,
            new FlagClient(concurReq, SHORT),
            Destination.open(dest),
            RequestListenerFactory.NONE);
    Strategies.create(strategy)
        .downloadMany(
            List.of(ccList),
            downloader,
            concurReq,
            (cc, outcome) -> {
              outcomes.put(cc, outcome);
            });
    return outcomes;
  }
}
