package flags.http;

/** Creates the listeners of requests. Thread-safe. */
@FunctionalInterface
public interface RequestListenerFactory {
  /** Creates listeners that ignore all events. */
  RequestListenerFactory NONE =
      new RequestListenerFactory() { // not a lambda, which would delay the start
        @Override
        public RequestListener create(String cc) {
          return RequestListener.NONE;
        }
      };

  /** Returns the listener of the request for a country's flag. */
  RequestListener create(String cc);
}
