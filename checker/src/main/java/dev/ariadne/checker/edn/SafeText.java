package dev.ariadne.checker.edn;

/**
 * Makes untrusted text safe for terminals and logs: on one line, of bounded length, and without
 * characters that move the cursor, change colours or change the direction of writing.
 */
public final class SafeText {

  /** The most characters of a text in an error. Longer text is cut in the middle. */
  public static final int ERROR_CHARS_MAX = 1000;

  private static final String GAP = " ... ";

  private SafeText() {}

  /**
   * Returns the text on one line. Control characters, format characters and unpaired surrogates are
   * written as {@code \n}, {@code \r}, {@code \t} or <code>&#92;u001b</code>.
   */
  public static String escaped(String text) {
    int at = 0;
    while (at < text.length() && plain(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, at);
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c < 0x80 ? plain((char) c) : visible(c)) {
        out.appendCodePoint(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c == '\r') {
        out.append("\\r");
      } else {
        hexadecimal(c, out);
      }
      at += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean plain(char c) {
    return c >= ' ' && c < 0x7f;
  }

  /** Not the controls, nor what turns the direction of writing, nor half a character. */
  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void hexadecimal(int c, StringBuilder out) {
    for (char unit : Character.toChars(c)) {
      String digits = Integer.toHexString(unit);
      out.append("\\u").append("0000", 0, 4 - digits.length()).append(digits);
    }
  }

  /**
   * Returns the text, cut in the middle if it is longer than the bound.
   *
   * @param charsMax the bound, at least 16
   */
  public static String cut(String text, int charsMax) {
    if (text.length() <= charsMax) {
      return text;
    }
    int half = (charsMax - GAP.length()) / 2;
    int end = Character.isHighSurrogate(text.charAt(half - 1)) ? half - 1 : half;
    int from = text.length() - half;
    from += Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
    return text.substring(0, end) + GAP + text.substring(from);
  }

  /** Returns the text cut and escaped, as errors quote it. */
  public static String quoted(String text) {
    return escaped(cut(text, ERROR_CHARS_MAX));
  }
}
