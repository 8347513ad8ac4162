package dev.ariadne.harness.junit;

import dev.ariadne.harness.Printable;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.ProgramName;
import dev.ariadne.harness.report.SweepVerdict;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.TraceWindow;
import dev.ariadne.harness.store.RunDirectory;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Turns a verdict into the result of a JUnit test: a violation fails the test; an unknown or
 * vacuous run aborts it.
 */
final class JUnitOutcome {

  /** The number of characters of a check's sentence in the message of a failure. */
  private static final int SUMMARY_CHARS_MAX = 300;

  private JUnitOutcome() {}

  /**
   * Returns normally if the test passes; otherwise throws.
   *
   * @param test the command that runs the test again with this seed
   */
  static void of(ClusterRun run, String test) {
    switch (run.verdict()) {
      case VALID -> {}
      case INVALID ->
          throw new ClusterViolation(line(run.checks(), run.seed()), failure(run, test));
      case UNKNOWN, VACUOUS ->
          throw new TestAbortedException(
              reason(run.checks(), run.seed())
                  + run.report().map(report -> " Report: " + report).orElse(""));
    }
  }

  /**
   * Returns normally if enough seeds of one test have shown something. Call it only if no seed has
   * found a violation.
   */
  static void ofAll(SweepVerdict seeds) {
    if (seeds.verdict() == Verdict.UNKNOWN || seeds.verdict() == Verdict.VACUOUS) {
      throw new TestAbortedException(
          seeds.sentence() + " " + seeds.counts() + ". " + String.join(" ", seeds.reasons()));
    }
  }

  /**
   * The same for a run by hand, for which few operations are enough. The check of runs by hand
   * decides if there were too few.
   *
   * @param kept where the run is kept, in lines; asked for only if somebody needs to know
   */
  static void ofHand(Checks.Outcome outcome, long seed, Supplier<String> kept) {
    switch (outcome.verdict()) {
      case VALID -> {}
      case VACUOUS -> {
        if (Checks.shownNothingByHand(outcome)) {
          throw new TestAbortedException(reason(outcome, seed) + "\n" + kept.get());
        }
      }
      case INVALID ->
          throw new ClusterViolation(
              line(outcome, seed), VerdictText.of(outcome) + "\n" + kept.get());
      case UNKNOWN -> throw new TestAbortedException(reason(outcome, seed) + "\n" + kept.get());
    }
  }

  /**
   * The failure of a test by hand, with the place of the kept run.
   *
   * @param failure what the test threw
   * @param outcome the results of the checks
   * @param kept where the run is kept, in lines
   */
  static AssertionFailedError ofHand(Throwable failure, Checks.Outcome outcome, String kept) {
    boolean wrong = outcome.verdict() == Verdict.INVALID;
    return ofHand(failure, wrong ? VerdictText.of(outcome) + "\n" + kept : kept);
  }

  /** The same failure with more text. */
  static AssertionFailedError ofHand(Throwable failure, String more) {
    String said = failure instanceof AssertionError ? failure.getMessage() : failure.toString();
    String text = (said == null ? failure.toString() : said) + "\n\n" + more;
    AssertionFailedError told =
        failure instanceof AssertionFailedError error
                && error.isExpectedDefined()
                && error.isActualDefined()
            ? new AssertionFailedError(text, error.getExpected(), error.getActual(), failure)
            : new AssertionFailedError(text, failure);
    told.setStackTrace(failure.getStackTrace());
    return told;
  }

  /**
   * The text that says how to inspect a run by hand and how to repeat it.
   *
   * @param program {@code ./ariadne} with the class path of the tests
   */
  static String kept(RunDirectory directory, Path program, long seed, String test) {
    return "Seed:         "
        + seed
        + "\nTest again:   "
        + test
        + "\nCheck again:  "
        + program
        + " check "
        + directory.path()
        + "\nHistory:      "
        + directory.history()
        + "\nReport:       "
        + directory.report();
  }

  /** The seed, the check that failed first, and its sentence. */
  private static String line(Checks.Outcome outcome, long seed) {
    return outcome.results().stream()
        .filter(result -> result.verdict() == Verdict.INVALID)
        .findFirst()
        .map(
            result ->
                "seed %d: %s: %s"
                    .formatted(
                        seed, result.check(), Printable.line(result.summary(), SUMMARY_CHARS_MAX)))
        .orElse("seed " + seed + ": invalid");
  }

  private static String failure(ClusterRun run, String test) {
    StringBuilder text = new StringBuilder(run.words());
    text.append("\nSeed:         ").append(run.seed());
    run.traceDigest().ifPresent(print -> text.append(" (").append(print).append(')'));
    text.append("\nRun again:    ").append(run.again());
    text.append("\nTest again:   ").append(test);
    run.finished()
        .directory()
        .ifPresent(
            directory -> {
              String program = ProgramName.quote(run.program().toString());
              text.append("\nReplay:       ").append(program).append(" replay ");
              text.append(ProgramName.quote(directory.path().toString()));
              text.append(run.traceDigest().isEmpty() ? " --live" : "");
              if (run.traceDigest().isPresent()) {
                TraceWindow.commands(
                        program, directory.path(), run.checks(), run.finished().evidence())
                    .forEach(command -> text.append("\nTrace:        ").append(command));
              }
              text.append("\nReport:       ").append(directory.report());
            });
    return text.toString();
  }

  private static String reason(Checks.Outcome outcome, long seed) {
    String why =
        outcome.results().stream()
            .filter(result -> result.counts() && result.verdict() != Verdict.VALID)
            .map(result -> Printable.line(result.summary()))
            .collect(Collectors.joining(" "));
    return "seed " + seed + ": " + VerdictText.headline(outcome.verdict()) + " " + why;
  }
}
