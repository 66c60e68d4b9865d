package flags.http;

import flags.outcome.Outcome;
import okhttp3.EventListener;

/**
 * Receives the events of the request for one flag, including redirects, in the thread that
 * downloads it. OkHttp reports connections and bytes, the downloader reports the rest.
 */
public abstract class RequestListener extends EventListener {
  /** Creates the listener of the request for a country's flag. Thread-safe. */
  @FunctionalInterface
  public interface Factory {
    RequestListener create(String cc);
  }

  static final RequestListener IGNORING = new RequestListener() {};

  /** Creates listeners that ignore all events. */
  public static final Factory NONE = cc -> IGNORING;

  /** Called when the request starts, after waiting for its turn. */
  public void started() {}

  /** Called when the request has ended, before the next one gets its turn. */
  public void ended() {}

  /** Called last, with the outcome of the download. */
  public void completed(Outcome outcome) {}
}
