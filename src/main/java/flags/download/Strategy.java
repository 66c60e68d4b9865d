package flags.download;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The strategies to choose from, with the default and the maximum concurrency of the original
 * scripts. The help, the messages and the completion list all constants declared here.
 */
public enum Strategy {
  SEQUENTIAL(1, 1, new FlagsSequential()),
  THREADPOOL(30, 1000, new FlagsThreadPool()),
  // A low default, to avoid errors from the remote site such as 503 - Service Unavailable.
  VIRTUAL(5, 1000, new FlagsVirtual());

  public final int defaultConcurReq;
  public final int maxConcurReq;
  public final DownloadMany implementation;

  Strategy(int defaultConcurReq, int maxConcurReq, DownloadMany implementation) {
    this.defaultConcurReq = defaultConcurReq;
    this.maxConcurReq = maxConcurReq;
    this.implementation = implementation;
  }

  /** Returns the strategy with one of the {@link #names}. */
  public static Strategy of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Returns the names, as typed on the command line. */
  public static List<String> names() {
    var names = new ArrayList<String>(); // in a loop: streams would delay the start
    for (Strategy strategy : values()) {
      names.add(strategy.toString());
    }
    return names;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
