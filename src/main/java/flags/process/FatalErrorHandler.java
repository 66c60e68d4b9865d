package flags.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Prints one line and ends the program when a thread dies, for example a library's thread that
 * others would wait for forever. It must work without free memory, so {@code halt} must already be
 * loaded: before you install this handler, add a shutdown hook, which loads it.
 */
public final class FatalErrorHandler implements Thread.UncaughtExceptionHandler {
  private static final String NO_MEMORY =
      "not enough memory; use fewer connections with -m N, or more memory with java -Xmx";
  private static final String NO_THREADS =
      "no more threads available; use fewer connections (-m N) or workers, or raise ulimit -u";
  private static final int RESERVE = 256 * 1024;
  private static final int MAX_TRIES = 20;

  private final byte[] noMemory = line(NO_MEMORY);
  private final byte[] noThreads = line(NO_THREADS);
  private byte[] reserve = new byte[RESERVE];
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

  private static byte[] line(String message) {
    return ("*** Error: " + message + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Returns whether memory or threads ran out, also if only a consequence is seen: a thread without
   * memory to wait for a lock then fails to release it, and a class whose initializer lacked memory
   * cannot be used any more.
   */
  public static boolean isShortage(Throwable e) {
    return e instanceof OutOfMemoryError
        || e instanceof IllegalMonitorStateException
        || isCausedBy(e, OutOfMemoryError.class.getName());
  }

  /** Returns whether threads ran out, which the JVM also reports as a lack of memory. */
  public static boolean isOfThreads(Throwable e) {
    return isCausedBy(e, "native thread");
  }

  private static boolean isCausedBy(Throwable e, String text) {
    return e != null
        && (e.getMessage() != null && e.getMessage().contains(text)
            || isCausedBy(e.getCause(), text));
  }

  /** Returns a message that says which resource ran out, and what to do. */
  public static String message(Throwable shortage) {
    return isOfThreads(shortage) ? NO_THREADS : NO_MEMORY;
  }

  @Override
  public synchronized void uncaughtException(Thread thread, Throwable e) {
    reserve = null; // writing in a virtual thread needs some memory
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      try {
        print(e);
        break;
      } catch (IOException unwritable) {
        break;
      } catch (OutOfMemoryError again) {
        // another thread took the memory; it will run out of memory, too
      }
    }
    Runtime.getRuntime().halt(1);
  }

  private void print(Throwable e) throws IOException {
    if (isShortage(e)) {
      err.write(isOfThreads(e) ? noThreads : noMemory);
    } else {
      System.err.println("*** Error: internal error: " + e);
    }
  }
}
