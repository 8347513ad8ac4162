package dev.ariadne.harness.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The error messages for a wrong command line, in place of those of its parser. */
final class UsageText {

  /** The parser's message for a value that does not have the type of its option. */
  private static final Pattern CONVERSION =
      Pattern.compile(
          "Invalid value for option '([^']+)'[^:]*: '(.*)' is not an? (\\w+)", Pattern.DOTALL);

  private UsageText() {}

  /** One sentence that names the given and the expected value. */
  static String of(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    Matcher conversion = CONVERSION.matcher(e.getMessage());
    return conversion.matches()
        ? "%s: expected %s, found '%s'"
            .formatted(conversion.group(1), expected(conversion.group(3)), conversion.group(2))
        : e.getMessage();
  }

  private static String expected(String type) {
    return switch (type) {
      case "int" -> "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
      case "long" -> "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
      case "boolean" -> "no value, or true or false";
      default -> "a number";
    };
  }

  private static String unmatched(CommandLine.UnmatchedArgumentException e) {
    CommandLine line = e.getCommandLine();
    String word = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().getFirst();
    boolean option = word.startsWith("-");
    boolean root = line.getParent() == null;
    Collection<String> known =
        option ? line.getCommandSpec().optionsMap().keySet() : line.getSubcommands().keySet();
    String what = option ? "option" : root ? "command" : "argument";
    String found = "there is no %s '%s'".formatted(what, word);
    String all = option || !root ? "" : "; there are: " + String.join(", ", known);
    String near = nearest(word, known).map(other -> ". Did you mean '" + other + "'?").orElse("");
    return found + all + near;
  }

  /** The known word with the fewest corrected letters; empty if there are many. */
  private static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(other -> corrections(word, other) <= 1 + Math.min(word.length(), 8) / 4)
        .min(Comparator.comparingInt(other -> corrections(word, other)));
  }

  /**
   * The number of letters that have to be added, removed, changed, or swapped with the next one.
   */
  private static int corrections(String one, String other) {
    int[][] least = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          least[i][j] = i + j;
          continue;
        }
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        least[i][j] =
            Math.min(least[i - 1][j - 1] + change, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) {
          least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
        }
      }
    }
    return least[one.length()][other.length()];
  }
}
