package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.download.Strategy;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of the program itself, in a child process. */
@Tag("program")
class BugTest {
  @TempDir private Path folder;

  /** Fails in a thread that nobody waits for, or in the last of the first downloads. */
  public static void main(String... args) throws InterruptedException {
    if (args[0].equals("thread")) {
      Main.exitIfAThreadDies();
      Thread.ofVirtual()
          .start(
              () -> {
                throw new AssertionError("bug");
              });
      new CountDownLatch(1).await();
    }
    var first = new AtomicInteger(Integer.parseInt(args[0]));
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            if (first.decrementAndGet() == 0) {
              throw new AssertionError("bug");
            }
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
    Main.main(List.of(args).subList(1, args.length).toArray(String[]::new));
  }

  private Result run(String... args) throws Exception {
    return new Program(folder).run(Program.testCommand(getClass(), args));
  }

  private static void assertInternalError(Result result) {
    assertEquals("*** Error: internal error: java.lang.AssertionError: bug\n", result.err());
    assertFalse(result.out().contains("downloaded"), result.out());
    assertEquals(1, result.status());
  }

  @Test
  void exitsIfAThreadDies() throws Exception {
    assertInternalError(run("thread"));
  }

  /** It must not wait for the other downloads, which here would take minutes. */
  @ParameterizedTest
  @EnumSource(Strategy.class)
  void exitsIfADownloadFails(Strategy strategy) throws Exception {
    int first = strategy.defaultConcurReq;
    try (var server = new RawServer(cc -> RawServer.hanging(""))) {
      Result result = run("" + first, "-e", "-s", server.url(), "--strategy", "" + strategy);

      assertInternalError(result);
      assertTrue(server.requestedCodes.size() < first, server.requestedCodes.toString());
    }
  }
}
