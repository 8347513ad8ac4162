package dev.ariadne.harness.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parses the numbers of options and checks their ranges. An error is one sentence. */
final class OptionNumbers {

  /** The largest length of a number. */
  private static final int CHARS_MAX = 40;

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1," + CHARS_MAX + "}");

  private OptionNumbers() {}

  /**
   * A whole number.
   *
   * @throws ParameterException if the text is no number or is out of range; the message names the
   *     option and the range
   */
  static long whole(CommandSpec spec, String option, String text, long min, long max) {
    if (WHOLE.matcher(text).matches()) {
      BigInteger number = new BigInteger(text);
      if (number.compareTo(BigInteger.valueOf(min)) >= 0
          && number.compareTo(BigInteger.valueOf(max)) <= 0) {
        return number.longValueExact();
      }
    }
    String range =
        max == Long.MAX_VALUE && min != Long.MIN_VALUE
            ? "of at least " + min
            : "from " + min + " to " + max;
    throw bad(spec, option, "expected a whole number " + range + ", found '" + text + "'");
  }

  /**
   * A number with or without a fraction.
   *
   * @throws ParameterException as {@link #whole}
   */
  static double decimal(CommandSpec spec, String option, String text, double min, double max) {
    double number;
    try {
      number = text.length() <= CHARS_MAX ? Double.parseDouble(text) : Double.NaN;
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (number >= min && number <= max) {
      return number;
    }
    throw bad(
        spec,
        option,
        String.format(
            Locale.ROOT,
            "expected a number from %s to %s, found '%s'",
            plain(min),
            plain(max),
            text));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  static ParameterException bad(CommandSpec spec, String option, String problem) {
    return new ParameterException(spec.commandLine(), option + ": " + problem);
  }
}
