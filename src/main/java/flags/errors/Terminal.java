package flags.errors;

/** Makes texts that came from outside fit for a terminal. */
public final class Terminal {
  /** How much of what a server or a user sent is shown. */
  public static final int MAX_LENGTH = 200;

  private Terminal() {}

  /** Makes one line of a text, in which nothing moves the cursor, and cuts what is too long. */
  public static String sanitize(String text, int maxLength) {
    var line = new StringBuilder();
    for (int i = 0; i < text.length() && i < maxLength; i++) {
      char c = text.charAt(i);
      line.append(isPrintable(c) ? c : ' ');
    }
    return text.length() > maxLength ? line + "..." : line.toString();
  }

  /** Returns whether a terminal shows a character and does nothing else for it. */
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
