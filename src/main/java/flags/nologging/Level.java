package flags.nologging;

/** As much of the JDK's as OkHttp uses. */
public enum Level {
  FINE,
  INFO,
  WARNING
}
