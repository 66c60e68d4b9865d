package flags.cli;

import java.util.Collection;

/** Finds the name that a mistyped word comes closest to. */
final class Likeliest {
  private static final int MIN_LENGTH = 3;

  private Likeliest() {}

  /** Returns the closest name, or null if none is close: of less than half the word is mistyped. */
  static String of(String word, Collection<String> names) {
    String closest = null;
    int least = bareLength(word) < MIN_LENGTH ? 0 : bareLength(word) / 2 + 1;
    for (String name : names) {
      int distance = distance(word, name);
      if (distance < least) {
        least = distance;
        closest = name;
      }
    }
    return closest;
  }

  private static int bareLength(String word) {
    return word.replaceFirst("^-+", "").length();
  }

  /** Returns how many characters to insert, delete or replace (Levenshtein). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
