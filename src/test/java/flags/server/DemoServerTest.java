package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoServerTest {
  private static final OkHttpClient CLIENT = new OkHttpClient();

  private static Response get(DemoServer server, String path) throws IOException {
    var url = "http://localhost:" + server.port() + path;
    return CLIENT.newCall(new Request.Builder().url(url).build()).execute();
  }

  private static int status(DemoServer server, String path) throws IOException {
    try (Response response = get(server, path)) {
      return response.code();
    }
  }

  @Test
  void servesExactlyTheFlagsOfTheCountries() throws IOException {
    List<String> countries = List.of(Files.readString(Path.of("country_codes.txt")).split("\\s+"));
    assertEquals(194, countries.size());

    try (var server = DemoServer.start(0, ServedFlags.builtIn(), new Behaviour())) {
      for (char a = 'a'; a <= 'z'; a++) {
        for (char b = 'a'; b <= 'z'; b++) {
          String cc = "" + a + b;
          try (Response response = get(server, "/flags/" + cc + "/" + cc + ".gif")) {
            assertEquals(
                countries.contains(cc.toUpperCase(Locale.ROOT)) ? 200 : 404, response.code(), cc);
            if (response.isSuccessful()) {
              assertEquals("image/gif", response.header("Content-Type"));
              var image = ImageIO.read(new ByteArrayInputStream(response.body().bytes()));
              assertEquals(320, image.getWidth(), cc);
              assertEquals(240, image.getHeight(), cc);
            }
          }
        }
      }
    }
  }

  @Test
  void servesTheFlagOfTheRequestedCountry() throws IOException {
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), new Behaviour());
        Response france = get(server, "/flags/fr/fr.gif")) {
      var image = ImageIO.read(new ByteArrayInputStream(france.body().bytes()));
      assertEquals(0xFFFFFFFF, image.getRGB(160, 120), "white in the middle");
      int left = image.getRGB(20, 120);
      int right = image.getRGB(300, 120);
      assertTrue((left & 0xFF) > (left >> 16 & 0xFF), "blue at the left");
      assertTrue((right >> 16 & 0xFF) > (right & 0xFF), "red at the right");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/flags",
        "/flags/us",
        "/flags/us/us.png",
        "/flags/us/fr.gif",
        "/flags/US/US.gif",
        "/flags/../flags/xx/xx.gif",
        "/flags/us/us.gif/",
        "/flags/%75s/us.gif",
        "/flags/..%2f..%2fcountry_codes.txt",
      })
  void respondsWith404ToOtherPaths(String path) throws IOException {
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), new Behaviour())) {
      assertEquals(404, status(server, path));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE", "OPTIONS", "PATCH"})
  void refusesMethodsOtherThanGetAndHead(String method) throws IOException {
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), new Behaviour())) {
      var url = "http://localhost:" + server.port() + "/flags/us/us.gif";
      RequestBody body = method.equals("OPTIONS") ? null : RequestBody.create(new byte[10]);
      var request = new Request.Builder().url(url).method(method, body).build();
      try (Response response = CLIENT.newCall(request).execute()) {
        assertEquals(405, response.code());
        assertEquals("GET, HEAD", response.header("Allow"));
      }
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void respondsToOthersDespiteMalformedAndIncompleteRequests() throws IOException {
    List<String> malformed =
        List.of(
            "",
            "G",
            "GET /flags/us/us.gif HTTP/1.1\r\nHost: x\r\nX: ",
            "no http at all\r\n\r\n",
            "GET ../../etc/passwd HTTP/1.1\r\n\r\n",
            "GET /flags/%zz HTTP/1.1\r\n\r\n",
            "POST /flags/us/us.gif HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\nx",
            "GET /" + "x".repeat(1 << 20) + " HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(100_000));
    var sockets = new ArrayList<Socket>();
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), new Behaviour())) {
      for (int i = 0; i < 30; i++) {
        for (String text : malformed) {
          var socket = new Socket("localhost", server.port());
          sockets.add(socket);
          try {
            send(socket, text);
          } catch (IOException e) {
            // the server closed the connection
          }
        }
      }
      assertEquals(200, status(server, "/flags/us/us.gif"));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void servesAThousandConnectionsAtOnce() throws IOException {
    var sockets = new ArrayList<Socket>();
    try (var server =
        DemoServer.start(0, ServedFlags.builtIn(), new Behaviour().withDelay(0.5, 0.5))) {
      for (int i = 0; i < 1000; i++) {
        var socket = new Socket("localhost", server.port());
        sockets.add(socket);
        send(socket, "GET /flags/us/us.gif HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      for (Socket socket : sockets) {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        assertEquals("HTTP/1.1 200 OK", in.readLine());
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void isReachableOnlyFromThisMachine() throws IOException {
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), new Behaviour())) {
      for (var network : NetworkInterface.networkInterfaces().toList()) {
        for (InetAddress address : network.inetAddresses().toList()) {
          if (!address.isLoopbackAddress()) {
            assertThrows(
                IOException.class, () -> new Socket(address, server.port()), address.toString());
          }
        }
      }
    }
  }
}
