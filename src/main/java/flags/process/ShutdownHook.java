package flags.process;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and kill, for which the original has {@code KeyboardInterrupt}: ends the downloads under
 * way and gives the run time to close with its report. The JVM then exits with the status that says
 * which signal it was, 130 or 143.
 */
public final class ShutdownHook extends Thread {
  private static final long GRACE_MILLIS = 1500;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile Runnable interrupt;
  private boolean interrupted;
  private final List<AutoCloseable> kept = new ArrayList<>();
  private boolean ending;

  /** Says how to end what goes on from here on; does so if it is too late for it to begin. */
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

  /** Makes something that is not to outlive the program. */
  public interface Maker<T extends AutoCloseable> {
    T make() throws IOException;
  }

  /** Makes something that is closed before the program ends, however often it is interrupted. */
  public <T extends AutoCloseable> T keep(Maker<T> maker) throws IOException, InterruptedException {
    synchronized (kept) {
      while (ending) {
        kept.wait(); // the JVM is about to end, and this thread with it
      }
      T made = maker.make();
      kept.add(made);
      return made;
    }
  }

  /** Not under the lock of a run that does not end. */
  private void closeAll() {
    synchronized (kept) {
      ending = true;
      for (AutoCloseable each : kept) {
        try {
          each.close();
        } catch (Exception e) {
          // the program ends anyway
        }
      }
      kept.clear();
    }
  }

  /** Tells that the run is over: nothing is left to interrupt. */
  public void finished() {
    finished.countDown();
  }

  /** Runs when the JVM is told to exit, also at the ordinary end of the program. */
  @Override
  public void run() {
    if (finished.getCount() > 0 && interrupt != null) {
      haltOnNextSigint();
      end();
      try {
        finished.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        // nobody interrupts this thread; and if so, the JVM may as well exit
      }
    }
    closeAll();
  }

  /**
   * By reflection: {@code sun.misc.Signal} is the only way to take a signal in Java, and javac
   * warns of every use without a way to accept it.
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
      // without it, a second Ctrl-C has to wait as long as the first
    }
  }
}
