package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.FreePort;
import flags.NeedsUnix;
import flags.Program;
import flags.Result;
import flags.messages.CannotRunException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server of a comparison, which runs in a second JVM. */
class ServerProcessTest {
  @TempDir private Path folder;

  private static Site site(int port, Behaviour behaviour) {
    return new Site("X", "http://localhost:" + port + "/flags", port, behaviour);
  }

  /**
   * Starts a server, checks that it serves flags, and stops it.
   *
   * @param args the port; and a class path for the server, if it is to be wrong
   */
  public static void main(String... args) throws IOException {
    Site site = site(Integer.parseInt(args[0]), new Behaviour());
    if (args.length > 1) {
      System.setProperty("java.class.path", args[1]);
    }
    try (ServerProcess server = ServerProcess.startIfNeeded(site)) {
      URI.create(site.baseUrl() + "/us/us.gif").toURL().openStream().close();
      System.out.println(server == null ? "already running" : "served");
    } catch (CannotRunException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Runs {@link #main} with some JVM options and returns what it prints. */
  private Result run(Map<String, String> environment, List<String> options, String... args)
      throws Exception {
    List<String> command = Program.testCommand(ServerProcessTest.class, args);
    command.addAll(1, options);
    ProcessBuilder builder = Program.builder(command);
    builder.environment().putAll(environment);
    return new Program(folder).run(builder);
  }

  @Test
  void ignoresTheOptionsOfTheUsersJvm() throws Exception {
    int port = FreePort.find();
    Map<String, String> environment =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-Xms300m",
            "JDK_JAVA_OPTIONS", "-XX:+UseG1GC",
            "_JAVA_OPTIONS", "-Xlog:gc");
    String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=";
    List<String> options = List.of(debugger + "127.0.0.1:" + (port + 1));

    String output = run(environment, options, Integer.toString(port)).out();

    String log = "(\\[.*\\[gc.*\n)"; // of this JVM, not of the server
    assertTrue(output.matches(log + "+served\n" + log + "*"), output);
  }

  @Test
  void printsTheLastLineOfAServerThatCannotStart() throws Exception {
    String port = Integer.toString(FreePort.find());

    String output = run(Map.of(), List.of(), port, "nowhere").out();

    String reason = "java.lang.ClassNotFoundException: flags.server.ServerProcess\n";
    assertTrue(output.startsWith("cannot start the server: "), output);
    assertTrue(output.endsWith(reason), output);
    assertEquals(1, output.lines().count(), output);
  }

  @Test
  void makesTheSameErrorsAgain() throws Exception {
    Site site = site(FreePort.find(), new Behaviour().withErrorRate(0.5));
    var first = new ArrayList<Integer>();
    var second = new ArrayList<Integer>();
    try (ServerProcess server = ServerProcess.startIfNeeded(site)) {
      for (char letter = 'a'; letter <= 'z'; letter++) {
        first.add(status(site, "u" + letter));
        second.add(status(site, "u" + letter));
      }
      assertEquals(first, second, server.toString());
      assertTrue(first.contains(418) && first.contains(404), first.toString());
    }
  }

  /**
   * A terminal sends them to the comparison, too, which must not lose its server before it ends.
   */
  @Test
  @NeedsUnix
  void outlivesSignals() throws Exception {
    Site site = site(FreePort.find(), new Behaviour());
    try (ServerProcess server = ServerProcess.startIfNeeded(site)) {
      server.process().toHandle().destroy(); // SIGTERM; stdin stays open

      assertFalse(server.process().waitFor(500, TimeUnit.MILLISECONDS), "the server has ended");
      assertEquals(200, status(site, "us"));
    }
  }

  private static int status(Site site, String cc) throws IOException {
    var flag = URI.create(site.baseUrl() + "/" + cc + "/" + cc + ".gif").toURL();
    return ((HttpURLConnection) flag.openConnection()).getResponseCode();
  }

  @Test
  void respondsAsTheSiteDoes() throws Exception {
    Site site = site(FreePort.find(), new Behaviour(0.2, 0.2, 1, null));
    try (ServerProcess server = ServerProcess.startIfNeeded(site)) {
      long start = System.nanoTime();
      assertEquals(418, status(site, "us"), server.toString());
      assertTrue(System.nanoTime() - start >= 200_000_000, "responded without its delay");
    }
  }
}
