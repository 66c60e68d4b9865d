package flags.messages;

/** Makes text from outside the program safe to print in a terminal. */
public final class OneLine {
  /** The maximum length of text from a server or a user, in characters. */
  public static final int MAX_LENGTH = 200;

  private OneLine() {}

  /**
   * Returns the text as a single line: replaces characters that could control the terminal with
   * spaces, and truncates the text to {@code maxLength} characters.
   */
  public static String sanitize(String text, int maxLength) {
    var line = new StringBuilder();
    for (int i = 0; i < text.length() && i < maxLength; i++) {
      char c = text.charAt(i);
      line.append(isPrintable(c) ? c : ' ');
    }
    return text.length() > maxLength ? line + "..." : line.toString();
  }

  /** Returns whether a terminal only shows a character, and does not act on it. */
  public static boolean isPrintable(char c) {
    return switch (Character.getType(c)) {
      case Character.UNASSIGNED,
          Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
