package flags.http;

/** Who wants to know what happens to requests when. */
public interface Recorder {
  /** Nobody does. */
  Recorder NONE =
      new Recorder() {
        @Override
        public Trace trace(String cc) {
          return Trace.NONE;
        }
      };

  /** Returns what is to follow the request for the flag of a country. */
  Trace trace(String cc);
}
