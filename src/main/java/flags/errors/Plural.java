package flags.errors;

/** A number with its noun. */
public final class Plural {
  private Plural() {}

  /** Returns "1 flag", "2 flags". */
  public static String of(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
