package flags.server;

import flags.errors.CannotRunException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The built-in server that a run starts if nothing is listening on the port of its site.
 * Thread-safe.
 */
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
   * Starts the server and prints a message, unless something is already listening or the site has
   * no fallback. Call it again when a connection was refused or lost: the server may have belonged
   * to another run that has ended.
   *
   * @return whether it makes sense to retry
   */
  public boolean start() throws CannotRunException {
    if (site.fallback() == null) {
      return false;
    }
    lock.lock(); // synchronized would pin carrier threads before Java 24
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

  /** Returns whether this server was started, so that it is the one that responds. */
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
