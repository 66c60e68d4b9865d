package flags.nologging;

/** The methods of the JDK's {@code Logger} that OkHttp uses; they log nothing. */
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
