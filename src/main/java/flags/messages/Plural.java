package flags.messages;

/** Formats a number with its noun. */
public final class Plural {
  private Plural() {}

  /** Returns the number and the noun, as in "1 flag" and "2 flags". */
  public static String of(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
