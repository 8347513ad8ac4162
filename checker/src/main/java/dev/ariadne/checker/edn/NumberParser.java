package dev.ariadne.checker.edn;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Parses numbers. The JDK takes time that grows with the square of the number of digits. Here a
 * long number is put together from its halves, which is faster.
 */
final class NumberParser {

  /** The most digits that the JDK parses quickly. */
  private static final int SHORT_DIGITS_MAX = 1000;

  private NumberParser() {}

  /**
   * An integer.
   *
   * @param digits the digits, with an optional minus sign
   * @throws NumberFormatException for anything else
   */
  static BigInteger integer(String digits, int radix) {
    boolean negative = digits.startsWith("-");
    String some = negative ? digits.substring(1) : digits;
    if (some.length() <= SHORT_DIGITS_MAX) {
      return new BigInteger(digits, radix);
    }
    int levels = 0;
    while (SHORT_DIGITS_MAX << levels < some.length()) {
      levels++;
    }
    // The radix to the power of the digits in the right part, for each level.
    BigInteger[] powers = new BigInteger[levels];
    for (int level = 0; level < levels; level++) {
      powers[level] =
          level == 0
              ? BigInteger.valueOf(radix).pow(SHORT_DIGITS_MAX)
              : powers[level - 1].multiply(powers[level - 1]);
    }
    BigInteger number = integer(some, 0, some.length(), radix, powers, levels);
    return negative ? number.negate() : number;
  }

  private static BigInteger integer(
      String digits, int from, int to, int radix, BigInteger[] powers, int level) {
    if (level == 0 || to - from <= SHORT_DIGITS_MAX) {
      if (digits.charAt(from) == '-' || digits.charAt(from) == '+') {
        throw new NumberFormatException("a sign among digits");
      }
      return new BigInteger(digits.substring(from, to), radix);
    }
    int right = SHORT_DIGITS_MAX << level - 1;
    if (to - from <= right) {
      return integer(digits, from, to, radix, powers, level - 1);
    }
    BigInteger above = integer(digits, from, to - right, radix, powers, level - 1);
    BigInteger below = integer(digits, to - right, to, radix, powers, level - 1);
    return above.multiply(powers[level - 1]).add(below);
  }

  /**
   * An exact decimal, such as {@code -1.5e3}.
   *
   * @throws NumberFormatException for anything else
   */
  static BigDecimal decimal(String text) {
    if (text.length() <= SHORT_DIGITS_MAX) {
      return new BigDecimal(text);
    }
    int e = Math.max(text.indexOf('e'), text.indexOf('E'));
    String mantissa = e < 0 ? text : text.substring(0, e);
    int point = mantissa.indexOf('.');
    int fraction = point < 0 ? 0 : mantissa.length() - point - 1;
    String digits =
        point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1);
    long exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
    try {
      return new BigDecimal(integer(digits, 10), Math.toIntExact(fraction - exponent));
    } catch (ArithmeticException tooLarge) {
      throw new NumberFormatException("an exponent that is too large");
    }
  }
}
