package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The output and the exit status of a run of the command. */
public record Result(int status, String out, String err) {

  /** The program under test: the compiled classes, or those of the jar. */
  private static final BiFunction<PrintStream, PrintStream, Function<String[], Integer>> PROGRAM =
      Program.CLASS_PATH.endsWith("flags.jar")
          ? fromJar()
          : (out, err) -> args -> new Flags(out, err).execute(args);

  /** Runs the command in this process; see {@link Program#args}. */
  public static Result of(String words, String... more) {
    var out = new Printed();
    var err = new Printed();
    int status = PROGRAM.apply(out, err).apply(Program.args(words, more));
    return new Result(status, out.text(), err.text());
  }

  /** Loads the jar in its own class loader, apart from the complete libraries of the tests. */
  private static BiFunction<PrintStream, PrintStream, Function<String[], Integer>> fromJar() {
    try {
      URL[] jar = {Path.of(Program.CLASS_PATH).toUri().toURL()};
      Class<?> flags =
          new URLClassLoader(jar, ClassLoader.getPlatformClassLoader()).loadClass("flags.Flags");
      Constructor<?> create = flags.getConstructor(PrintStream.class, PrintStream.class);
      Method execute = flags.getMethod("execute", String[].class);
      return (out, err) ->
          args -> {
            try {
              return (int) execute.invoke(create.newInstance(out, err), (Object) args);
            } catch (ReflectiveOperationException e) {
              throw new AssertionError(e);
            }
          };
    } catch (ReflectiveOperationException | MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  public void assertError(String message) {
    assertEquals("*** Error: " + message + "\n", err);
    assertEquals("", out);
    assertEquals(1, status);
  }

  /** Returns stdout with the elapsed time, which differs from run to run, replaced by 0.00. */
  public String report() {
    return out.replaceAll("Elapsed time: \\d+\\.\\d\\ds", "Elapsed time: 0.00s");
  }
}
