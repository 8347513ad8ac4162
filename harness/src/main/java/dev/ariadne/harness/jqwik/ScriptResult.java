package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.VerdictText;
import java.util.List;

/**
 * The outcome of a {@link Script}.
 *
 * @param checks the results of the checks on the clients' history and, if the target has them, of
 *     the oracles
 * @param story the run in lines for people: the faults, the leader, the outcome of each operation,
 *     and the first complaint
 * @param clientsStory the same, but only with complaints about the clients' history
 */
public record ScriptResult(
    Script script,
    Checks.Outcome checks,
    List<Op> history,
    List<String> story,
    List<String> clientsStory) {

  public ScriptResult {
    history = List.copyOf(history);
    story = List.copyOf(story);
    clientsStory = List.copyOf(clientsStory);
  }

  /** Returns true if no violation was found. A small run needs no least number of operations. */
  public boolean holds() {
    return checks.verdict() != Verdict.INVALID;
  }

  /**
   * Returns true if the clients' history has no violation. Oracles are ignored, as for a system
   * without them.
   */
  public boolean holdsForClients() {
    return checks.results().stream()
        .filter(result -> !result.check().equals(Checks.INSIDE))
        .map(Result::verdict)
        .noneMatch(verdict -> verdict == Verdict.INVALID);
  }

  /** The verdict in words, with the counterexample if there is one. */
  public String words() {
    return VerdictText.of(checks);
  }

  /** Throws a {@link ScriptFailure} with the story if a violation was found. */
  public void mustHold() {
    if (!holds()) {
      throw new ScriptFailure(script, story);
    }
  }

  /**
   * Throws a {@link ScriptFailure} if the clients' history has a violation. Oracles are ignored.
   */
  public void mustHoldForClients() {
    if (!holdsForClients()) {
      throw new ScriptFailure(script, clientsStory);
    }
  }
}
