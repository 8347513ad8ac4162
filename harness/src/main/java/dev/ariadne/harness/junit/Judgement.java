package dev.ariadne.harness.junit;

import dev.ariadne.harness.Printable;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.Program;
import dev.ariadne.harness.report.VerdictText;
import dev.ariadne.harness.run.TraceWindow;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/** What a verdict means to JUnit: a violation fails, what shows nothing aborts. */
final class Judgement {

  /** Characters of a check's sentence in the message of a failure. */
  private static final int SUMMARY_CHARS_MAX = 300;

  private Judgement() {}

  /**
   * Passes in silence, or throws.
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

  /** The same for what was done by hand: little is enough there. */
  static void of(Checks.Outcome outcome, long seed, String test) {
    switch (outcome.verdict()) {
      case VALID, VACUOUS -> {}
      case INVALID ->
          throw new ClusterViolation(
              line(outcome, seed),
              VerdictText.of(outcome) + "\nSeed:         " + seed + "\nTest again:   " + test);
      case UNKNOWN -> throw new TestAbortedException(reason(outcome, seed));
    }
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
    run.fingerprint().ifPresent(print -> text.append(" (").append(print).append(')'));
    text.append("\nRun again:    ").append(run.again());
    text.append("\nTest again:   ").append(test);
    run.finished()
        .directory()
        .ifPresent(
            directory -> {
              String program = Program.word(run.program().toString());
              text.append("\nReplay:       ").append(program).append(" replay ");
              text.append(Program.word(directory.path().toString()));
              text.append(run.fingerprint().isEmpty() ? " --live" : "");
              if (run.fingerprint().isPresent()) {
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
            .filter(result -> result.verdict() != Verdict.VALID)
            .map(result -> Printable.line(result.summary()))
            .collect(Collectors.joining(" "));
    return "seed " + seed + ": " + VerdictText.headline(outcome.verdict()) + " " + why;
  }
}
