package flags.http;

import flags.outcome.Outcome;
import okhttp3.EventListener;

/**
 * Follows the request for one flag, redirects included, in the thread that downloads it. OkHttp
 * tells it of connections and bytes, the downloader of the rest.
 */
public abstract class Trace extends EventListener {
  /** Takes no notice. */
  public static final Trace NONE = new Trace() {};

  /** The request begins: its turn has come. */
  public void started() {}

  /** The request is over, and another may have its turn. */
  public void ended() {}

  /** This is what came of it. */
  public void completed(Outcome outcome) {}
}
