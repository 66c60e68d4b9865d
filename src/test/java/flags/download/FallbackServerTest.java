package flags.download;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import flags.FreePort;
import flags.NoAddresses;
import flags.Printed;
import flags.Program;
import flags.RawServer;
import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Timeouts;
import flags.process.ShutdownHook;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.FallbackServer;
import flags.server.ServedFlags;
import flags.server.Site;
import java.io.File;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that find a server on their port, or have to start one. */
class FallbackServerTest {
  @TempDir private Path dest;
  private final Printed err = new Printed();
  private int port;
  private Site site;

  @BeforeEach
  void findFreePort() throws Exception {
    port = FreePort.find();
    site = new Site("LOCAL", "http://localhost:" + port + "/flags", port, new Behaviour());
  }

  private Outcome download(String cc, FallbackServer fallback) throws Exception {
    var client = new FlagClient(1, Timeouts.DEFAULT);
    return TestDownloader.create(
            site.baseUrl(), () -> fallback.takeOver(err::println), client, Destination.open(dest))
        .downloadOne(cc);
  }

  private Outcome download(String cc) throws Exception {
    try (var fallback = new FallbackServer(site)) {
      return download(cc, fallback);
    }
  }

  private void assertServerStarted() {
    assertEquals(
        "Nothing is listening on port " + port + "; starting the built-in server.",
        err.text().strip());
  }

  private Map<DownloadStatus, Integer> downloadFlags() throws Exception {
    List<String> ccList = List.of("US", "XX");
    var out = new Printed();
    return downloadFlags(site, dest, ccList, total -> Progress.NONE, out, err, new ShutdownHook())
        .counter();
  }

  private static RunResult downloadFlags(
      Site site,
      Path dest,
      List<String> ccList,
      IntFunction<Progress> progress,
      PrintStream out,
      PrintStream err,
      ShutdownHook shutdownHook)
      throws Exception {
    var settings =
        new Settings(false, false, ccList, 99, site, dest, false, Strategy.SEQUENTIAL, 1);
    return FlagsCommon.downloadFlags(
        settings, new FlagsSequential(), progress, out, err, shutdownHook);
  }

  @Test
  void servesTheFlagsDuringTheRunAndThenStops() throws Exception {
    assertEquals(Map.of(DownloadStatus.OK, 1, DownloadStatus.NOT_FOUND, 1), downloadFlags());

    assertServerStarted();
    FreePort.awaitRefusal(port);
  }

  @Test
  void usesAServerThatIsAlreadyRunning() throws Exception {
    ServedFlags none = cc -> null;
    try (var server = DemoServer.start(port, none, new Behaviour())) {
      assertEquals(Map.of(DownloadStatus.NOT_FOUND, 2), downloadFlags());

      assertFalse(err.text().contains("starting"), err.text());
      assertEquals(port, server.port());
    }
  }

  @Test
  void takesOverFromAServerThatStops() throws Exception {
    try (var fallback = new FallbackServer(site)) {
      try (var other = DemoServer.start(port, ServedFlags.builtIn(), new Behaviour())) {
        assertEquals(port, other.port());
        fallback.start(err::println);
        assertEquals(DownloadStatus.OK, download("US", fallback).status());
        assertEquals("", err.text());
      }

      assertEquals(DownloadStatus.OK, download("FR", fallback).status());
      assertServerStarted();
    }
  }

  @Test
  void takesOverFromAServerThatStopsBeforeItResponds() throws Exception {
    var requested = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    ServedFlags hanging =
        cc -> {
          requested.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            // the server is closed
          }
          return null;
        };
    var other = DemoServer.start(port, hanging, new Behaviour());
    var outcome = new FutureTask<>(() -> download("FR"));
    Thread.ofPlatform().daemon().start(outcome);
    assertTrue(requested.await(20, TimeUnit.SECONDS));

    other.close();

    assertEquals(new Outcome(DownloadStatus.OK, "OK"), outcome.get(20, TimeUnit.SECONDS));
    assertServerStarted();
  }

  @ParameterizedTest
  @CsvSource({"1, OK", "2, ERROR"})
  void retriesALostRequestOnce(int failures, DownloadStatus status) throws Exception {
    var left = new AtomicInteger(failures);
    try (var server =
        new RawServer(
            InetAddress.getByName("localhost"),
            port,
            cc -> left.getAndDecrement() > 0 ? (out, socket) -> false : RawServer.flag())) {
      assertEquals(status, download("FR").status());

      assertEquals(2, server.requestedCodes.size());
      assertEquals("", err.text());
    }
  }

  /**
   * Downloads flags from a slow server that the run may have to start.
   *
   * @param args the port, the folder, the country codes, and "wait" to end only after stdin
   */
  public static void main(String... args) throws Exception {
    int port = Integer.parseInt(args[0]);
    Behaviour slow = new Behaviour().withDelay(0.2, 0.2);
    var site = new Site("X", "http://localhost:" + port + "/flags", port, slow);
    var shutdownHook = new ShutdownHook();
    shutdownHook.register();
    Progress waiting = (cc, outcome) -> assertDoesNotThrow(() -> System.in.readAllBytes());
    downloadFlags(
        site,
        Path.of(args[1]),
        List.of(args[2].split(" ")),
        total -> args.length > 3 ? waiting : FlagsCommon.bar("", total, System.err),
        System.out,
        System.err,
        shutdownHook);
    shutdownHook.finished();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ends", "is interrupted", "is killed"})
  void aSecondRunDownloadsAllItsFlagsIfTheFirst(String end) throws Exception {
    List<String> command = Program.testCommand(getClass(), "" + port, "first", "us", "wait");
    Process first = Program.builder(command).directory(dest.toFile()).start();
    var program = new Program(dest);
    try {
      program.awaitFile("first/US.gif");
      command = Program.testCommand(getClass(), "" + port, "second", "br cn eg fr ir jp");
      if (Program.hasTerminal()) {
        command = Program.inTerminal(Program.quoted(command));
      }
      Process second = program.start(command);
      program.awaitFile("second/BR.gif");

      switch (end) {
        case "ends" -> first.getOutputStream().close();
        case "is interrupted" -> first.destroy();
        default -> first.destroyForcibly();
      }

      assertTrue(second.waitFor(60, TimeUnit.SECONDS), "still running");
      List<String> lines = (program.out() + program.err()).lines().toList();
      assertTrue(lines.contains("  6 flags downloaded."), lines.toString());
      assertTrue(lines.contains(site.starting()), lines.toString());
    } finally {
      first.destroyForcibly();
    }
  }

  @Test
  void startsNoServerForARedirectToADeadPort() throws Exception {
    String dead = "http://localhost:" + FreePort.find() + "/";
    try (var server = new RawServer(cc -> RawServer.status("302 Found", "Location: " + dead))) {
      Downloader.Fallback fallback = () -> fail("started a server");
      var client = new FlagClient(1, Timeouts.DEFAULT);
      var downloader =
          TestDownloader.create(server.url(), fallback, client, Destination.open(dest));

      assertEquals(
          Outcome.error("cannot connect: connection refused"), downloader.downloadOne("US"));
      assertEquals(1, server.requestedCodes.size());
    }
  }

  @Test
  void doesNotStartForASiteWithoutServer() throws Exception {
    try (var fallback = new FallbackServer(Site.REMOTE)) {
      assertFalse(fallback.start(err::println));
    }
    assertEquals("", err.text());
  }

  @Test
  void neverListensWhereOtherMachinesCanConnect() throws Exception {
    Path hosts = Files.writeString(dest.resolve("hosts"), "192.0.2.1 localhost\n");

    new Program(dest)
        .runWith(List.of("-Djdk.net.hosts.file=" + hosts), "us -s LOCAL")
        .assertError(
            "localhost resolves to 192.0.2.1, which is not this machine; fix the hosts file");
  }

  @Test
  void reportsThatLocalhostCannotBeResolved() throws Exception {
    Path services = Files.createDirectories(dest.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("java.net.spi.InetAddressResolverProvider"), NoAddresses.class.getName());
    Path testClasses =
        Path.of(NoAddresses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String option = "-Xbootclasspath/a:" + dest + File.pathSeparator + testClasses;

    new Program(dest)
        .runWith(List.of(option), "us")
        .assertError("cannot resolve localhost, which must be 127.0.0.1 or ::1");
  }
}
