package flags.http;

/** Who wants to know what happens to requests when. */
public interface RequestListener {
  /** Nobody does. */
  RequestListener NONE =
      new RequestListener() {
        @Override
        public Trace trace(String cc) {
          return Trace.NONE;
        }
      };

  /** Returns what is to follow the request for the flag of a country. */
  Trace trace(String cc);
}
