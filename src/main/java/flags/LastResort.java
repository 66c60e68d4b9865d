package flags;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the program with a line when a thread dies, one of a library's, say, that others would wait
 * for in vain. When memory is short this must not need any.
 */
final class LastResort implements Thread.UncaughtExceptionHandler {
  static final String NO_MEMORY =
      "not enough memory; use fewer connections with -m N, or more memory with java -Xmx";

  private final byte[] noMemory =
      ("*** Error: " + NO_MEMORY + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

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
