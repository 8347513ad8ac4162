package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.VerdictText;
import java.util.List;

/** What came of a {@link Script}. */
public record Performance(Checks.Outcome checks, List<Op> history) {

  public Performance {
    history = List.copyOf(history);
  }

  /** Whether nothing was found wrong; little is enough in so small a run. */
  public boolean holds() {
    return checks.verdict() != Verdict.INVALID;
  }

  /** The verdict in words, with the counterexample if there is one. */
  public String words() {
    return VerdictText.of(checks);
  }

  /** Passes in silence, or fails with the verdict in words. */
  public void mustHold() {
    if (!holds()) {
      throw new AssertionError(words());
    }
  }
}
