package flags.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;

/** Recognizes and reports that this process ran out of memory or threads. */
public final class Shortage {
  /** Threads for handling a signal, for the JVM's timers, and for waiting on sockets. */
  private static final int THREADS_OF_THE_JVM = 6;

  private static final int MAX_TRIES = 20;
  private static final byte[] NO_MEMORY =
      line("not enough memory; use fewer connections with -m N, or more memory with java -Xmx");
  private static final byte[] NO_THREADS =
      line(
          "no more threads available; use fewer connections (-m N) or workers, or raise ulimit -u");
  private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);
  private static byte[] reserve = new byte[256 * 1024];

  private Shortage() {}

  /**
   * Returns whether memory or threads ran out, even if only a consequence is seen: a thread that
   * lacks the memory to wait for a lock fails to release it later, and a class or lambda expression
   * that lacked memory when it was initialized stays unusable, often without a cause.
   */
  public static boolean isCauseOf(Throwable e) {
    return e != null
        && (e instanceof OutOfMemoryError
            || e instanceof IllegalMonitorStateException
            || e instanceof BootstrapMethodError
            || contains(e, "Could not initialize class")
            || isCauseOf(e.getCause()));
  }

  /** Returns whether threads ran out, which the JVM also reports as a lack of memory. */
  public static boolean isOfThreads(Throwable e) {
    return e != null && (contains(e, "native thread") || isOfThreads(e.getCause()));
  }

  private static boolean contains(Throwable e, String text) {
    return e.getMessage() != null && e.getMessage().contains(text);
  }

  /**
   * Checks, by starting them, that the JVM can start the platform threads that it and virtual
   * threads need. Without them, it does not exit on a signal, and virtual threads wait forever.
   *
   * @throws OutOfMemoryError if a thread cannot be started
   */
  public static void requireSpareThreads() throws InterruptedException {
    var end = new Semaphore(0);
    var started = new ArrayList<Thread>();
    try {
      for (int i = Runtime.getRuntime().availableProcessors() + THREADS_OF_THE_JVM; i > 0; i--) {
        started.add(Thread.ofPlatform().daemon().start(end::acquireUninterruptibly));
      }
    } finally {
      end.release(started.size());
      for (Thread thread : started) {
        thread.join();
      }
    }
  }

  /** Handles all exceptions that a thread does not catch; reserves the memory that this takes. */
  public static void handleUncaughtExceptions() {
    isCauseOf(new Error("")); // both only load the classes and strings that exit() needs
    isOfThreads(new Error(""));
    Thread.setDefaultUncaughtExceptionHandler(Shortage::exit);
  }

  /**
   * Prints one line and ends the program because a thread dies, for example a library's thread that
   * others would wait for forever. Works without free memory: {@link #handleUncaughtExceptions} and
   * the registration of the shutdown hook have loaded what it uses.
   */
  private static synchronized void exit(Thread dying, Throwable e) {
    reserve = null; // writing in a virtual thread needs some memory
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      try {
        print(e);
        break;
      } catch (Throwable again) {
        // another thread took the memory; it will run out of memory, too
      }
    }
    Runtime.getRuntime().halt(1);
  }

  private static void print(Throwable e) {
    if (isCauseOf(e)) {
      try {
        ERR.write(isOfThreads(e) ? NO_THREADS : NO_MEMORY);
      } catch (IOException unwritable) {
        // nobody reads it
      }
    } else {
      System.err.println("*** Error: internal error: " + e);
    }
  }

  private static byte[] line(String message) {
    return ("*** Error: " + message + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);
  }
}
