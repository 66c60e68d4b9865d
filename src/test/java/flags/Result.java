package flags;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a run of the command printed and its exit status. */
record Result(int status, String out, String err) {

  /** Runs the command in this process. */
  static Result of(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        new Flags(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .execute(args);
    return new Result(
        status,
        out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"),
        err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
  }

  /** What was printed to stdout, with the elapsed time, which differs every time, as 0.00. */
  String report() {
    return out.replaceAll("Elapsed time: \\d+\\.\\d\\ds", "Elapsed time: 0.00s");
  }
}
