package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.download.FlagsCommon;
import flags.download.Strategy;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of the program itself, in a child process. */
@Tag("program")
class BugTest {
  @TempDir private Path folder;

  /** Fails in a thread that nobody waits for, or in the last of the first downloads. */
  public static void main(String... args) throws InterruptedException {
    if (args[0].equals("thread")) {
      Main.exitIfAThreadDies();
      Thread.ofVirtual().start(() -> throwBug("error"));
      new CountDownLatch(1).await();
    }
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            if (List.of(new Throwable().getStackTrace()).toString().contains("okhttp3.")) {
              return List.of(Proxy.NO_PROXY);
            }
            throwBug(args[0]); // for a message; a bug in OkHttp would count as a bad response
            return null;
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
    Main.main(List.of(args).subList(1, args.length).toArray(String[]::new));
  }

  private static void throwBug(String kind) {
    if (kind.equals("exception")) {
      throw new IllegalStateException("bug");
    }
    throw new AssertionError("bug");
  }

  private void assertInternalError(String... args) throws Exception {
    Result result = new Program(folder).run(Program.testCommand(getClass(), args));

    assertTrue(
        result.err().matches("\\*{3} Error: internal error: java.lang.\\w+: bug\n"), result.err());
    assertFalse(result.out().contains("downloaded"), result.out());
    assertEquals(1, result.status());
  }

  @Test
  void exitsIfAThreadDies() throws Exception {
    assertInternalError("thread");
  }

  @Test
  void doesNotTakeALackOfMemoryForAnIncompleteJava() {
    var e = new NoClassDefFoundError("Could not initialize class X");

    assertEquals("internal error: " + e, Flags.message(e));
  }

  /** It must not wait for the other downloads, which here would take minutes. */
  @ParameterizedTest
  @CsvSource({
    "exception, SEQUENTIAL",
    "exception, THREADPOOL",
    "exception, VIRTUAL",
    "error, THREADPOOL"
  })
  void exitsIfADownloadFails(String kind, Strategy strategy) throws Exception {
    List<String> first =
        FlagsCommon.expandCcArgs(true, false, List.of(), strategy.defaultConcurReq);
    RawServer.Response deadPort = RawServer.status("302 Found", "Location: http://localhost:1/");
    try (var server =
        new RawServer(cc -> cc.equals(first.getLast()) ? deadPort : RawServer.hanging(""))) {
      assertInternalError(kind, "-e", "-s", server.url(), "--strategy", "" + strategy);

      assertTrue(server.requestedCodes.size() <= first.size(), "the rest must not be requested");
    }
  }
}
