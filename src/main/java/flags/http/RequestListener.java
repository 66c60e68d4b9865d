package flags.http;

/** Receives the events of requests. May be called from any thread. */
public interface RequestListener {
  /** Ignores all events. */
  RequestListener NONE =
      new RequestListener() {
        @Override
        public Trace trace(String cc) {
          return Trace.NONE;
        }
      };

  /** Returns the trace that receives the events of the request for a country's flag. */
  Trace trace(String cc);
}
