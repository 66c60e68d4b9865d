package flags.server;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The demonstration server that a run starts where nothing listens at the port of its site. */
public final class FallbackServer implements AutoCloseable {
  private final Site site;
  private final PrintStream err;
  private final Lock lock = new ReentrantLock();
  private volatile DemoServer server;

  public FallbackServer(Site site, PrintStream err) {
    this.site = site;
    this.err = err;
  }

  /**
   * Starts the server, unless something listens there or the site has none, and says so. To be
   * called again when a connection was refused or lost: it may have been another run's server,
   * which ended with it.
   *
   * @return whether there is any use in asking again
   */
  public boolean start() throws CannotRunException {
    if (site.fallback() == null) {
      return false;
    }
    lock.lock(); // synchronized would hold the threads of all virtual ones before Java 24
    try {
      startOnce();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void startOnce() throws CannotRunException {
    if (server == null) {
      try {
        server = DemoServer.startIfPortIsFree(site.port(), site.fallback());
      } catch (CannotRunException e) {
        throw e;
      } catch (IOException e) {
        throw new CannotRunException(
            "cannot serve the flags on port " + site.port() + ": " + e.getMessage());
      }
      if (server != null) {
        err.println(site.starting());
      }
    }
  }

  /** Returns whether it was started, and so is what responds. */
  public boolean serves() {
    return server != null;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
