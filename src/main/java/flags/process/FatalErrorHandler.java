package flags.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the program with a line when a thread dies, one of a library's, say, that others would wait
 * for in vain. When memory is short this must not need any: not even to load what {@code halt}
 * needs, so let a shutdown hook be added before, which needs it, too.
 */
public final class FatalErrorHandler implements Thread.UncaughtExceptionHandler {
  private static final int RESERVE = 256 * 1024;
  private static final int MAX_TRIES = 20;

  private final byte[] noMemory;
  private final byte[] noThreads;
  private byte[] reserve = new byte[RESERVE];
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

  /**
   * @param noMemory what to say where memory is short, in ASCII
   * @param noThreads what to say where threads are short, in ASCII
   */
  public FatalErrorHandler(String noMemory, String noThreads) {
    this.noMemory = line(noMemory);
    this.noThreads = line(noThreads);
  }

  private static byte[] line(String message) {
    return ("*** Error: " + message + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns whether the JVM means that it cannot start a thread, which it calls memory, too. */
  public static boolean isOfThreads(OutOfMemoryError e) {
    return e.getMessage() != null && e.getMessage().contains("native thread");
  }

  @Override
  public synchronized void uncaughtException(Thread thread, Throwable e) {
    reserve = null; // a virtual thread takes some memory to write
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      try {
        tell(e);
        break;
      } catch (IOException unwritable) {
        break; // nobody to tell
      } catch (OutOfMemoryError again) {
        // another thread took it; they all die of this
      }
    }
    Runtime.getRuntime().halt(1);
  }

  private void tell(Throwable e) throws IOException {
    if (e instanceof OutOfMemoryError memory) {
      err.write(isOfThreads(memory) ? noThreads : noMemory);
    } else {
      System.err.println("*** Error: internal error: " + e);
    }
  }
}
