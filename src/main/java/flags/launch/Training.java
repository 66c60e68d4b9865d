package flags.launch;

import flags.Flags;
import flags.Main;
import flags.download.ProgressOnBar;
import flags.download.Strategy;
import flags.server.Behaviour;
import flags.server.DemoServer;
import flags.server.ServedFlags;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Downloads flags as users do, from its own server to the current folder, while the JVM records the
 * classes it loads. The launcher {@code flags} has the JVM write them to a cache, which makes later
 * runs start faster.
 */
public final class Training {
  private Training() {}

  public static void main(String... args) throws IOException {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    try (var server = DemoServer.start(0, ServedFlags.builtIn(), new Behaviour())) {
      String url = "http://localhost:" + server.port() + "/flags";
      for (Strategy strategy : Strategy.values()) {
        for (String option : new String[] {"-v", "-e"}) {
          new Flags(nowhere, nowhere)
              .execute("-s", url, "-d", ".", "--strategy", strategy.toString(), option);
        }
      }
      new ProgressOnBar("", 1, nowhere, 80).close();
    }
    Main.main("--version"); // for the classes that main() needs
  }
}
