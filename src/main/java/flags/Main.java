package flags;

import flags.http.FlagClient;
import flags.process.FatalErrorHandler;
import flags.process.ShutdownHook;
import flags.process.Stdout;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.ExitCode;

/** The entry point: sets up the process, runs {@link Flags}, and exits with its status. */
public final class Main {
  /**
   * The system property with the process id of the launcher, which waits for the program; 0 if the
   * id is unknown.
   */
  private static final String LAUNCHED = "flags.launched";

  private Main() {}

  /**
   * Runs the program and exits with its status. If the status is 0, returns instead: only daemon
   * threads are left, so the JVM ends, without setting up its logging to log an exit.
   */
  public static void main(String... args) {
    var shutdownHook = new ShutdownHook();
    try {
      Runtime.getRuntime().addShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      return; // the JVM is shutting down already
    }
    Thread.setDefaultUncaughtExceptionHandler(new FatalErrorHandler());
    Long launcher = Long.getLong(LAUNCHED);
    if (launcher != null) {
      exitWithParent(launcher);
    }
    Thread.ofPlatform().daemon().start(FlagClient::load);
    System.setProperty("picocli.disable.closures", "true"); // or it looks for Groovy in the jar
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // digits from 0 to 9 on the bar, too
    var flags = new Flags(System.out, System.err, shutdownHook);
    int status = flags.execute(args);
    if (Stdout.isLost(System.out)) {
      System.err.println("*** Error: cannot write to stdout; is the disk full?");
      status = ExitCode.SOFTWARE;
    }
    shutdownHook.finished();
    if (flags.isOutOfMemory()) {
      Runtime.getRuntime().halt(status); // logging an exit takes memory, too
    }
    if (status != ExitCode.OK) {
      System.exit(status);
    }
  }

  /** Exits when the launcher has ended: if it is killed, it cannot pass the signal on. */
  private static void exitWithParent(long launcher) {
    ProcessHandle.current()
        .parent()
        .filter(parent -> launcher == 0 || launcher == parent.pid())
        .map(ProcessHandle::onExit)
        .orElse(CompletableFuture.completedFuture(null))
        .thenRun(() -> System.exit(ExitCode.SOFTWARE));
  }
}
