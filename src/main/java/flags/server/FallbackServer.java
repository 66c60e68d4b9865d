package flags.server;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The server that a run starts if nothing is listening on the port of its site. Thread-safe. */
public final class FallbackServer implements AutoCloseable {
  private final Site site;
  private final PrintStream err;
  private final Lock lock = new ReentrantLock();
  private volatile DemoServer server;
  private volatile boolean needed;

  public FallbackServer(Site site, PrintStream err) {
    this.site = site;
    this.err = err;
  }

  /**
   * Starts the server and prints a message, unless something is already listening or the site has
   * no built-in server. Call it again when a connection was refused or lost: the server may have
   * belonged to another run that has ended.
   *
   * @return whether it makes sense to retry
   */
  public boolean start() throws IOException {
    needed = true;
    if (site.behaviour() == null) {
      return false;
    }
    lock.lock(); // synchronized would pin carrier threads before Java 24
    try {
      if (server == null) {
        server = DemoServer.startIfPortIsFree(site.port(), site.behaviour());
        if (server != null) {
          err.println(site.starting());
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether {@link #start} was called, even if the site has no built-in server. */
  public boolean wasNeeded() {
    return needed;
  }

  /** Returns whether this server was started, so that it is the one that responds. */
  public boolean serves() {
    return server != null;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
