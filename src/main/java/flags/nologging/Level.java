package flags.nologging;

/** The constants of the JDK's {@code Level} that OkHttp uses. */
public enum Level {
  FINE,
  INFO,
  WARNING
}
