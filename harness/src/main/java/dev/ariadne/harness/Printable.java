package dev.ariadne.harness;

/**
 * Text that others have written (keys, values, node logs, error messages), made fit for a terminal,
 * a log or a page: it stays on one line, moves no cursor, hides no other text, and has a bound.
 */
public final class Printable {

  /** Characters of a line that are shown; the rest is counted. */
  public static final int LINE_CHARS_MAX = 2_000;

  private Printable() {}

  /** The text as one line of at most {@link #LINE_CHARS_MAX} characters of its own. */
  public static String line(String text) {
    return line(text, LINE_CHARS_MAX);
  }

  /**
   * The text as one line. Line ends, control and format characters and halves of characters become
   * escapes as in Java, such as {@code \n} and {@code \}{@code u001b}; everything else stays.
   *
   * @param charsMax UTF-16 units of the text that are shown, at least 1; how many are left out is
   *     said behind them
   */
  public static String line(String text, int charsMax) {
    int shown = end(text, charsMax);
    StringBuilder line = null;
    for (int at = 0; at < shown; ) {
      int point = text.codePointAt(at);
      if (line == null && !isPlain(point)) {
        line = new StringBuilder(shown + 16).append(text, 0, at);
      }
      if (line != null) {
        append(point, line);
      }
      at += Character.charCount(point);
    }
    if (shown == text.length()) {
      return line == null ? text : line.toString();
    }
    String start = line == null ? text.substring(0, shown) : line.toString();
    return start + "… (" + (text.length() - shown) + " more characters)";
  }

  /** No character is cut in two. */
  private static int end(String text, int charsMax) {
    if (text.length() <= charsMax) {
      return text.length();
    }
    boolean inside =
        Character.isHighSurrogate(text.charAt(charsMax - 1))
            && Character.isLowSurrogate(text.charAt(charsMax));
    return inside ? charsMax - 1 : charsMax;
  }

  private static boolean isPlain(int point) {
    if (point >= ' ' && point < 0x7f) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static void append(int point, StringBuilder line) {
    if (isPlain(point)) {
      line.appendCodePoint(point);
      return;
    }
    switch (point) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        for (char unit : Character.toChars(point)) {
          line.append(String.format("\\u%04x", (int) unit));
        }
      }
    }
  }
}
