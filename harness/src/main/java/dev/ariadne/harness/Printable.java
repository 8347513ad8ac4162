package dev.ariadne.harness;

import dev.ariadne.checker.edn.SafeText;

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
    if (shown == text.length()) {
      return SafeText.escaped(text);
    }
    return SafeText.escaped(text.substring(0, shown))
        + "… ("
        + (text.length() - shown)
        + " more characters)";
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
}
