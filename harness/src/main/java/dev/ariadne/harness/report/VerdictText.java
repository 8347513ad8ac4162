package dev.ariadne.harness.report;

import dev.ariadne.harness.Printable;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text at the end of a run: first the verdict, then the reasons. */
public final class VerdictText {

  /** Characters of one failed check in the line of a world. */
  private static final int WRONG_CHARS_MAX = 400;

  /** The number of printed lines of a check's details; the rest is in the report. */
  private static final int DETAILS_MAX = 30;

  private VerdictText() {}

  /** The text, in lines with line ends. */
  public static String of(Checks.Outcome outcome) {
    StringBuilder text = new StringBuilder();
    text.append(headline(outcome)).append("\n\n");
    for (Result result : outcome.results()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-8s %-18s %s%n",
              word(result.verdict()),
              result.check(),
              Printable.line(result.summary())));
      boolean wanted = result.verdict() != Verdict.VALID || result.check().equals("faults");
      if (wanted) {
        details(result, text);
      }
    }
    return text.toString();
  }

  private static void details(Result result, StringBuilder text) {
    // A blank line begins the next story; a person who is told one has enough to begin with.
    int first = result.details().indexOf("");
    int told = first < 0 ? result.details().size() : first;
    int shown = Math.min(DETAILS_MAX, told);
    for (String line : result.details().subList(0, shown)) {
      text.append("             ").append(Printable.line(line)).append('\n');
    }
    if (shown < result.details().size()) {
      text.append("             ... and ")
          .append(result.details().size() - shown)
          .append(" more lines in the report\n");
    }
  }

  /**
   * The verdict in one sentence; then a warning if most operations failed, and the checks that were
   * not made.
   */
  public static String headline(Checks.Outcome outcome) {
    List<String> notChecked = outcome.notChecked();
    boolean allSeen = notChecked.isEmpty() || outcome.verdict() != Verdict.VALID;
    StringBuilder text =
        new StringBuilder(
            allSeen
                ? headline(outcome.verdict())
                : "VALID, as far as this target can be observed.");
    outcome.mostFailed().ifPresent(why -> text.append(' ').append(why));
    if (!notChecked.isEmpty()) {
      text.append(" Not checked: ").append(String.join(", ", notChecked)).append('.');
    }
    return text.toString();
  }

  /** The verdict in one sentence. */
  public static String headline(Verdict verdict) {
    return switch (verdict) {
      case VALID -> "VALID. Every check passed.";
      case INVALID -> "INVALID. A promise was broken. The evidence follows.";
      case UNKNOWN -> "UNKNOWN. Nothing was found wrong, but not everything could be decided.";
      case VACUOUS -> "VACUOUS. Nothing was found wrong, but too little happened to show anything.";
    };
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case VALID -> "ok";
      case INVALID -> "INVALID";
      case UNKNOWN -> "unknown";
      case VACUOUS -> "vacuous";
    };
  }

  /** The checks that failed or could not decide, in one line; empty if there are none. */
  public static String wrong(Checks.Outcome outcome) {
    return outcome.results().stream()
        .filter(result -> result.verdict() != Verdict.VALID)
        .filter(result -> result.verdict() != Verdict.VACUOUS)
        .map(result -> result.check() + ": " + result.withFirst(1))
        .map(text -> Printable.line(text, WRONG_CHARS_MAX))
        .collect(Collectors.joining("; "));
  }
}
