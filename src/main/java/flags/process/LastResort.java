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
public final class LastResort implements Thread.UncaughtExceptionHandler {
  private final byte[] noMemory;
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

  /**
   * @param noMemory what to say where memory is short, in ASCII
   */
  public LastResort(String noMemory) {
    this.noMemory =
        ("*** Error: " + noMemory + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public synchronized void uncaughtException(Thread thread, Throwable e) {
    try {
      if (e instanceof OutOfMemoryError) {
        err.write(noMemory);
      } else {
        System.err.println("*** Error: this should not happen: " + e);
      }
    } catch (IOException unwritable) {
      // nobody to tell
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
