package flags;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream that keeps what is printed to it. */
public class Printed extends PrintStream {
  public Printed() {
    super(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Returns the text so far, with the line ends of Unix. */
  public String text() {
    String text = ((ByteArrayOutputStream) out).toString(StandardCharsets.UTF_8);
    return text.replace(System.lineSeparator(), "\n");
  }
}
