package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import java.util.OptionalLong;

/**
 * Numbers as values: decimal digits, perhaps with a minus before them, of at most 64 bits. No plus,
 * no blanks, no other digits than ASCII's; zeros may lead, as long as there are no more than {@link
 * #CHARS_MAX} characters.
 */
public final class Decimal {

  /** As many as the longest number without leading zeros has. */
  public static final int CHARS_MAX = 20;

  private Decimal() {}

  /** The number that these bytes are; empty if they are none. */
  public static OptionalLong parse(Bytes bytes) {
    if (bytes.length() > CHARS_MAX) {
      return OptionalLong.empty();
    }
    String text = bytes.utf8();
    String digits = text.startsWith("-") ? text.substring(1) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // more than 64 bits
    }
  }

  /** The number in its shortest form. */
  public static Bytes bytes(long number) {
    return Bytes.utf8(Long.toString(number));
  }
}
