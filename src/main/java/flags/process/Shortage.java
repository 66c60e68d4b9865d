package flags.process;

/** Recognizes that this process ran out of memory or threads. */
public final class Shortage {
  private Shortage() {}

  /**
   * Returns whether memory or threads ran out, even if only a consequence is seen: a thread that
   * lacks the memory to wait for a lock fails to release it later, and a class whose initializer
   * lacked memory stays unusable.
   */
  public static boolean isCauseOf(Throwable e) {
    return e != null
        && (e instanceof OutOfMemoryError
            || e instanceof IllegalMonitorStateException
            || contains(e, "java.lang.OutOfMemoryError")
            || isCauseOf(e.getCause()));
  }

  /** Returns whether threads ran out, which the JVM also reports as a lack of memory. */
  public static boolean isOfThreads(Throwable e) {
    return e != null && (contains(e, "native thread") || isOfThreads(e.getCause()));
  }

  private static boolean contains(Throwable e, String text) {
    return e.getMessage() != null && e.getMessage().contains(text);
  }

  /** Returns a message that says what ran out, and what to do. */
  public static String message(Throwable e) {
    return isOfThreads(e)
        ? "no more threads available; use fewer connections (-m N) or workers, or raise ulimit -u"
        : "not enough memory; use fewer connections with -m N, or more memory with java -Xmx";
  }
}
