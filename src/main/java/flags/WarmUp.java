package flags;

import flags.compare.RequestRecorder;
import flags.files.Destination;
import flags.files.OpenFiles;
import flags.files.RunFolder;
import flags.http.FlagClient;
import flags.http.Timeouts;
import flags.process.ShutdownHook;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.FallbackServer;
import flags.server.FlagFiles;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Lets each strategy meet all that a run can meet, flags, missing ones, errors and lost
 * connections, so that no strategy pays for classes and code that the next ones find loaded and
 * compiled.
 */
record WarmUp(PrintStream err, ShutdownHook shutdownHook) {
  private static final int CODES = 200;
  private static final int LOST = 5;
  private static final int ROUNDS = 2;
  private static final double ERROR_RATE = 0.25;

  void run(List<Strategy> strategies) throws IOException, InterruptedException, ExecutionException {
    var behaviour = new Behaviour().withErrorRate(ERROR_RATE);
    try (var server = DemoServer.start(0, FlagFiles.builtIn(), behaviour)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Strategy strategy : strategies) {
          run(strategy, server.port(), CODES);
          run(strategy, unusedPort(), LOST);
        }
      }
    }
  }

  private static int unusedPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }

  private void run(Strategy strategy, int port, int codes)
      throws IOException, InterruptedException, ExecutionException {
    List<String> ccList = FlagsCommon.expandCcArgs(true, false, List.of(), codes, Path.of(""));
    var site = new Site("URL", "http://localhost:" + port + "/flags", -1, null);
    int concurReq = OpenFiles.ofThisProcess().connections(strategy.defaultConcurReq, true);
    try (var folder = shutdownHook.keep(RunFolder::createTemporary);
        var noFallback = new FallbackServer(site, err);
        var client = new FlagClient(concurReq, Timeouts.DEFAULT)) {
      var downloader =
          new Downloader(
              site.baseUrl(),
              noFallback,
              client,
              Destination.open(folder.path()),
              new RequestRecorder());
      shutdownHook.onShutdown(downloader::interrupt);
      FlagsCommon.run(
          strategy,
          strategy.create(),
          ccList,
          downloader,
          concurReq,
          new Progress.NoProgress(),
          () -> {});
    }
  }
}
