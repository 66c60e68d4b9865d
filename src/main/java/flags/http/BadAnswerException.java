package flags.http;

import java.io.IOException;

/** The server answered, but with nothing to make a flag of; the message says in what respect. */
public final class BadAnswerException extends IOException {
  private static final long serialVersionUID = 1;

  BadAnswerException(String message) {
    super(message);
  }
}
