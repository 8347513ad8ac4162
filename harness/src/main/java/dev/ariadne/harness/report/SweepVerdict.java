package dev.ariadne.harness.report;

import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The combined verdict on many worlds.
 *
 * <p>A violation in one world is a violation of the sweep. An undecided world leaves the sweep
 * undecided. Vacuous worlds are usual, since few events happen in a small world. They make the
 * sweep vacuous if all worlds are vacuous, or if their share is larger than the user allows.
 */
public final class SweepVerdict {

  /** The share that no sweep exceeds: with it only a sweep of vacuous worlds alone is vacuous. */
  public static final double ANY_SHARE = 1.0;

  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3})?%");

  private static final int QUOTE_MAX = 160;

  /** A reason why worlds showed nothing: the number of these worlds, and the first of them. */
  private record Reason(long worlds, long firstSeed, String firstSummary) {}

  private final double vacuousMax;
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

  /** By verdict and check. */
  private final SortedMap<String, Reason> reasons = new TreeMap<>();

  private long worlds;

  /**
   * @param vacuousMax the largest allowed share of vacuous worlds, from 0 to 1
   */
  public SweepVerdict(double vacuousMax) {
    this.vacuousMax = vacuousMax;
  }

  /** Parses a share such as {@code 50%}, from 0 to 1; empty for any other text. */
  public static Optional<Double> share(String text) {
    if (!PERCENT.matcher(text).matches()) {
      return Optional.empty();
    }
    double percent = Double.parseDouble(text.substring(0, text.length() - 1));
    return percent <= 100 ? Optional.of(percent / 100) : Optional.empty();
  }

  /** Adds a world. */
  public void add(long seed, Checks.Outcome outcome) {
    worlds++;
    counts.merge(outcome.verdict(), 1L, Long::sum);
    if (outcome.verdict() == Verdict.UNKNOWN || outcome.verdict() == Verdict.VACUOUS) {
      for (Result result : outcome.results()) {
        if (result.counts() && result.verdict() == outcome.verdict()) {
          reasons.merge(
              VerdictText.word(result.verdict()) + " by " + result.check(),
              new Reason(1, seed, result.summary()),
              (old, one) -> new Reason(old.worlds() + 1, old.firstSeed(), old.firstSummary()));
        }
      }
    }
  }

  /** The number of worlds with this verdict. */
  public long count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }

  /** The verdict on all worlds together. */
  public Verdict verdict() {
    long vacuous = count(Verdict.VACUOUS);
    if (count(Verdict.INVALID) > 0) {
      return Verdict.INVALID;
    }
    if (count(Verdict.UNKNOWN) > 0) {
      return Verdict.UNKNOWN;
    }
    return vacuous == worlds || vacuous > vacuousMax * worlds ? Verdict.VACUOUS : Verdict.VALID;
  }

  /** The reasons why worlds were vacuous or unknown, a line for each check. */
  public List<String> reasons() {
    List<String> lines = new ArrayList<>();
    reasons.forEach(
        (what, reason) -> {
          String quote = reason.firstSummary();
          quote = quote.length() <= QUOTE_MAX ? quote : quote.substring(0, QUOTE_MAX) + "…";
          lines.add(
              "%s in %d worlds, first with seed %d: %s"
                  .formatted(what, reason.worlds(), reason.firstSeed(), quote));
        });
    return lines;
  }

  /** The number of worlds for each verdict. */
  public String counts() {
    return "%d worlds: %d failed, %d unknown, %d vacuous, %d valid"
        .formatted(
            worlds,
            count(Verdict.INVALID),
            count(Verdict.UNKNOWN),
            count(Verdict.VACUOUS),
            count(Verdict.VALID));
  }

  /** The verdict in one sentence. */
  public String sentence() {
    long vacuous = count(Verdict.VACUOUS);
    return switch (verdict()) {
      case INVALID -> "INVALID. A promise was broken.";
      case UNKNOWN -> "UNKNOWN. Nothing was found wrong, but not every world could be decided.";
      case VACUOUS ->
          vacuous == worlds
              ? "VACUOUS. No world showed anything: in each of them too little happened."
              : "VACUOUS. More than %s of the worlds showed nothing."
                  .formatted(percent(vacuousMax));
      case VALID ->
          vacuous == 0
              ? "VALID."
              : "VALID, but %d of %d worlds showed nothing: too little happened in them."
                  .formatted(vacuous, worlds);
    };
  }

  /** The last line of a sweep: counts, verdict, exit status. */
  public String line() {
    return counts() + ". " + sentence() + " Exit status: " + verdict().exitStatus();
  }

  private static String percent(double share) {
    double percent = share * 100;
    return percent == Math.rint(percent)
        ? Math.round(percent) + "%"
        : String.format(Locale.ROOT, "%.1f%%", percent);
  }
}
