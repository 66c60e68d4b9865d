package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flags.FreePort;
import flags.messages.CannotRunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server of a comparison, which runs in a second JVM. */
class ServerProcessTest {

  private static Site site(int port) {
    return new Site("X", "http://localhost:" + port + "/flags", port, new Behaviour());
  }

  /**
   * Starts a server, checks that it serves flags, and stops it.
   *
   * @param args the port; and a class path for the server, if it is to be wrong
   */
  public static void main(String... args) throws IOException {
    Site site = site(Integer.parseInt(args[0]));
    System.setProperty("java.class.path", args.length == 1 ? classPath() : args[1]);
    try (ServerProcess server = ServerProcess.startIfNeeded(site)) {
      URI.create(site.baseUrl() + "/us/us.gif").toURL().openStream().close();
      System.out.println(server == null ? "already running" : "served");
    } catch (CannotRunException e) {
      System.out.println(e.getMessage());
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Runs {@link #main} with some JVM options and returns what it prints. */
  private static String run(ProcessBuilder builder, List<String> options, String... args)
      throws IOException {
    builder.command(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(options);
    builder.command().addAll(List.of("-cp", classPath(), ServerProcessTest.class.getName()));
    builder.command().addAll(List.of(args));
    byte[] output = builder.redirectErrorStream(true).start().getInputStream().readAllBytes();
    return new String(output, StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void ignoresTheOptionsOfTheUsersJvm() throws Exception {
    int port = FreePort.find();
    var builder = new ProcessBuilder();
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Xms300m");
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:+UseG1GC");
    builder.environment().put("_JAVA_OPTIONS", "-Xlog:gc");
    String jmx = "-Dcom.sun.management.jmxremote.";
    List<String> options =
        List.of(jmx + "port=" + (port + 1), jmx + "authenticate=false", jmx + "ssl=false");

    String output = run(builder, options, Integer.toString(port));

    assertTrue(output.endsWith("\nserved\n"), output);
  }

  @Test
  void resolvesLocalhostAsTheClientDoes(@TempDir Path folder) throws Exception {
    assumeTrue(InetAddress.getByName("127.0.0.2").isReachable(1000), "needs Linux");
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.2 localhost\n");
    try (var inUse = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(inUse.getLocalPort());

      String output = run(new ProcessBuilder(), List.of("-Djdk.net.hosts.file=" + hosts), port);

      assertEquals("served\n", output);
    }
  }

  @Test
  void freesThePortWhenItIsClosed() throws Exception {
    Site site = site(FreePort.find());

    ServerProcess.startIfNeeded(site).close();

    DemoServer.start(site.port(), ServedFlags.builtIn(), new Behaviour()).close();
  }

  @Test
  void usesAServerThatIsAlreadyRunning() throws Exception {
    Site site = site(FreePort.find());
    DemoServer running = DemoServer.start(site.port(), ServedFlags.builtIn(), new Behaviour());
    assertNull(ServerProcess.startIfNeeded(site));
    ServerProcess.requireListening(site);
    running.close();
    var e = assertThrows(CannotRunException.class, () -> ServerProcess.requireListening(site));
    assertEquals(
        "the server at http://localhost:"
            + site.port()
            + "/flags stopped; start one with 'flags serve'",
        e.getMessage());
  }

  @Test
  void printsTheLastLineOfAServerThatCannotStart() throws Exception {
    String port = Integer.toString(FreePort.find());

    String output = run(new ProcessBuilder(), List.of(), port, "nowhere");

    String reason = "java.lang.ClassNotFoundException: flags.server.ServerProcess\n";
    assertTrue(output.startsWith("cannot start the server: "), output);
    assertTrue(output.endsWith(reason), output);
    assertEquals(1, output.lines().count(), output);
  }
}
