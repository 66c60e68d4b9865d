package flags.cli;

import java.util.Collection;

/** Finds the name that a mistyped word comes closest to. */
final class Likeliest {
  private static final int MIN_LENGTH = 3;

  private Likeliest() {}

  /**
   * Returns the name that begins with the word, or else the closest one; null if none is close: of
   * three letters, one may be mistyped.
   */
  static String of(String word, Collection<String> names) {
    int length = word.replaceFirst("^-+", "").length();
    if (length < MIN_LENGTH) {
      return null;
    }
    String closest = null;
    int least = length / 3 + 1;
    for (String name : names) {
      int distance = name.startsWith(word) ? 0 : distance(word, name);
      if (distance < least) {
        least = distance;
        closest = name;
      }
    }
    return closest;
  }

  /**
   * Returns how many characters to insert, delete, replace or swap with their neighbour
   * (Damerau-Levenshtein, of which no character is edited twice).
   */
  private static int distance(String from, String to) {
    int[][] distances = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : least(distances, from, to, i, j);
      }
    }
    return distances[from.length()][to.length()];
  }

  private static int least(int[][] distances, String from, String to, int i, int j) {
    int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(
            distances[i - 1][j - 1] + replaced,
            Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
  }
}
