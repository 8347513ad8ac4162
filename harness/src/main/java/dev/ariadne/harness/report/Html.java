package dev.ariadne.harness.report;

import java.util.Locale;

/** Text for a page that is well-formed XML too. */
final class Html {

  private Html() {}

  /**
   * Escapes text for content and for attributes; a character that XML does not allow becomes a
   * question mark.
   */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                  boolean allowed =
                      c == '\t'
                          || c == '\n'
                          || (c >= 0x20 && c < 0xd800)
                          || (c >= 0xe000 && c < 0xfffe)
                          || c >= 0x10000;
                  out.appendCodePoint(allowed ? c : '?');
                }
              }
            });
    return out.toString();
  }

  /** A coordinate. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
