package flags;

import flags.cli.DemoOptions;
import flags.http.FlagClient;
import flags.process.ShutdownHook;
import flags.process.StandardStreams;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.ExitCode;

/** The entry point: sets up the process, runs {@link Flags}, and exits with its status. */
public final class Main {
  private Main() {}

  /**
   * Runs the program and exits with its status. If the status is 0, returns instead: only daemon
   * threads are left, so the JVM exits by itself, without setting up logging to log the exit.
   */
  public static void main(String... args) {
    var shutdownHook = new ShutdownHook();
    try {
      shutdownHook.register();
    } catch (IllegalStateException e) {
      return; // the JVM is already shutting down
    }
    exitIfAThreadDies();
    // The process ID of the old JVM that waits for this one, see Launcher; 0 if it is unknown.
    Long launcher = Long.getLong("flags.launched");
    if (launcher != null) {
      exitWithParent(launcher);
    }
    // Saves about a tenth of the time of a run for one flag; demo threads counts threads.
    if (args.length == 0 || !args[0].equals(DemoOptions.NAME)) {
      Thread.ofPlatform().daemon().start(FlagClient::load);
    }
    System.setProperty("picocli.disable.closures", "true"); // or it searches the jar for Groovy
    int status = new Flags(System.out, System.err, shutdownHook).execute(args);
    if (StandardStreams.isStdoutLost(System.out)) {
      System.err.println("*** Error: cannot write to stdout; is the disk full?");
      status = ExitCode.SOFTWARE;
    }
    shutdownHook.finished();
    if (status != ExitCode.OK) {
      System.exit(status);
    }
  }

  /** Ends the program if a library's thread dies, for which others would wait forever. */
  static void exitIfAThreadDies() {
    Thread.setDefaultUncaughtExceptionHandler(Main::exit);
  }

  private static synchronized void exit(Thread dying, Throwable e) { // only the first one prints
    try {
      System.err.println("*** Error: " + Flags.message(e));
    } finally { // even if there is no memory for the message
      Runtime.getRuntime().halt(ExitCode.SOFTWARE);
    }
  }

  /** Exits when the launcher ends: if the launcher is killed, it cannot pass the signal on. */
  private static void exitWithParent(long launcher) {
    ProcessHandle.current()
        .parent()
        .filter(parent -> launcher == 0 || launcher == parent.pid())
        .map(ProcessHandle::onExit)
        .orElse(CompletableFuture.completedFuture(null))
        .thenRun(() -> System.exit(ExitCode.SOFTWARE));
  }
}
