package flags.nologging;

/** As much of the JDK's as OkHttp uses, and logs nothing. */
public final class Logger {
  private static final Logger INSTANCE = new Logger();

  private Logger() {}

  public static Logger getLogger(String name) {
    return INSTANCE;
  }

  public boolean isLoggable(Level level) {
    return false;
  }

  public void fine(String message) {}

  public void log(Level level, String message, Throwable thrown) {}
}
