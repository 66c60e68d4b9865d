package flags.server;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The server that a run starts if nothing is listening on the port of its site. Thread-safe. */
public final class FallbackServer implements AutoCloseable {
  private final Site site;
  private final ReentrantLock lock = new ReentrantLock(); // synchronized would pin before Java 24
  private volatile DemoServer server;

  public FallbackServer(Site site) {
    this.site = site;
  }

  /**
   * Starts the server, unless something is already listening or the site has no built-in server.
   *
   * @param print receives a message if the server is started
   * @return whether it makes sense to retry
   */
  public boolean start(Consumer<String> print) throws IOException {
    if (!site.hasServer()) {
      return false;
    }
    lock.lock();
    try {
      if (server == null) {
        server = DemoServer.startIfPortIsFree(site.port(), site.behaviour());
        if (server != null) {
          print.accept(site.starting());
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Like {@link #start}, for when a connection was refused or lost: the server may have belonged to
   * another run, which has ended.
   */
  public boolean takeOver(Consumer<String> print) throws IOException {
    if (site.hasServer() && server == null) { // a server that ends drops its connections first
      LockSupport.parkNanos(100_000_000);
    }
    return start(print);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
