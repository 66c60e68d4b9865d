package flags.process;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C and kill, like {@code KeyboardInterrupt} in the original: it cancels the downloads
 * in flight and gives the run time to print its report. The JVM then exits with the status of the
 * signal, 130 or 143.
 */
public final class ShutdownHook extends Thread {
  private static final long GRACE_MILLIS = 1500;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile Runnable interrupt;
  private boolean interrupted;
  private final List<AutoCloseable> resources = new ArrayList<>();
  private boolean ending;

  /** Sets the action to run on shutdown. Runs it at once if the shutdown has already started. */
  public synchronized void onShutdown(Runnable interrupt) {
    this.interrupt = interrupt;
    if (interrupted) {
      interrupt.run();
    }
  }

  private synchronized void end() {
    interrupted = true;
    interrupt.run();
  }

  /** Creates a resource. */
  @FunctionalInterface
  public interface Factory<T extends AutoCloseable> {
    T create() throws IOException;
  }

  /** Creates a resource that is closed before the program ends, even after a second Ctrl-C. */
  public <T extends AutoCloseable> T closeOnShutdown(Factory<T> factory)
      throws IOException, InterruptedException {
    synchronized (resources) {
      while (ending) {
        resources.wait(); // the JVM is about to end, and this thread with it
      }
      T resource = factory.create();
      resources.add(resource);
      return resource;
    }
  }

  /** Uses its own lock, because the interrupt action may block while it holds the other one. */
  private void closeAll() {
    synchronized (resources) {
      ending = true;
      for (AutoCloseable each : resources) {
        try {
          each.close();
        } catch (Exception e) {
          // the program ends anyway
        }
      }
      resources.clear();
    }
  }

  /** Marks the run as finished: nothing is left to interrupt. */
  public void finished() {
    finished.countDown();
  }

  /** Runs on every exit of the JVM, including the normal end of the program. */
  @Override
  public void run() {
    if (finished.getCount() > 0 && interrupt != null) {
      haltOnNextSigint();
      end();
      try {
        finished.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        // the JVM may as well exit now
      }
    }
    closeAll();
  }

  /**
   * Makes a second Ctrl-C end the program at once. Uses reflection, because {@code sun.misc.Signal}
   * is the only way to handle a signal in Java, and the warning that javac prints for each use
   * cannot be suppressed.
   */
  private void haltOnNextSigint() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halt =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, args) -> {
                closeAll();
                Runtime.getRuntime().halt(130);
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), halt);
    } catch (ReflectiveOperationException e) {
      // then a second Ctrl-C takes as long as the first
    }
  }
}
