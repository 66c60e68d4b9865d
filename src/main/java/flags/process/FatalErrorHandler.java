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
  private static final int RESERVE = 256 * 1024;
  private static final int MAX_TRIES = 20;

  private final byte[] noMemory = line(Shortage.message(new OutOfMemoryError()));
  private final byte[] noThreads = line(Shortage.message(new OutOfMemoryError("native thread")));
  private byte[] reserve = new byte[RESERVE];
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

  private static byte[] line(String message) {
    return ("*** Error: " + message + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);
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
    if (Shortage.isCauseOf(e)) {
      err.write(Shortage.isOfThreads(e) ? noThreads : noMemory);
    } else {
      System.err.println("*** Error: internal error: " + e);
    }
  }
}
