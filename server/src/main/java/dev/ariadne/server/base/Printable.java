package dev.ariadne.server.base;

/**
 * Text of others (peers, clients, files) for a log, a terminal or an error: without what would
 * break a line, move a cursor or change the order of what is read, and not longer than a bound.
 */
public final class Printable {

  /** How many characters are shown unless another number is given; the rest is cut and counted. */
  public static final int CHARS_MAX = 1_000;

  private Printable() {}

  /** One line of at most about {@link #CHARS_MAX} characters. */
  public static String of(String text) {
    return of(text, CHARS_MAX);
  }

  /**
   * One line. Control characters (C0, DEL, C1), format characters (bidirectional overrides, zero
   * width), separators of lines and paragraphs, lone surrogates, private and unassigned characters
   * stand as {@code \n}, {@code \r}, {@code \t} or {@code \}{@code uXXXX}.
   *
   * @param charsMax how many UTF-16 units of the text are shown at most; if there are more, the
   *     line says how many
   */
  public static String of(String text, int charsMax) {
    int end = Math.min(text.length(), charsMax);
    if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder out = new StringBuilder(end + 16);
    for (int i = 0; i < end; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isPrintable(c)) {
        out.appendCodePoint(c);
      } else {
        escape(out, c);
      }
    }
    if (end < text.length()) {
      out.append("… (").append(text.length() - end).append(" characters more)");
    }
    return out.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void escape(StringBuilder out, int c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        for (char unit : Character.toChars(c)) {
          out.append(String.format("\\u%04x", (int) unit));
        }
      }
    }
  }
}
