package dev.ariadne.harness.jqwik;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.check.Checks;
import dev.ariadne.harness.check.Result;
import dev.ariadne.harness.check.Verdict;
import dev.ariadne.harness.report.VerdictText;
import java.util.List;

/**
 * What came of a {@link Script}.
 *
 * @param checks of what clients saw, and of whoever looked into the nodes, if anybody could
 * @param story line by line, for a person: what was done to whom and who led, what came of each
 *     operation, and the first complaint
 * @param clientsStory the same with what clients have to complain of alone
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

  /** Whether nothing was found wrong; little is enough in so small a run. */
  public boolean holds() {
    return checks.verdict() != Verdict.INVALID;
  }

  /** The same by what clients saw alone, as of a system that nobody can look into. */
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

  /** Passes in silence, or fails with the story. */
  public void mustHold() {
    if (!holds()) {
      throw new ScriptFailure(script, story);
    }
  }

  /** The same by what clients saw alone. */
  public void mustHoldForClients() {
    if (!holdsForClients()) {
      throw new ScriptFailure(script, clientsStory);
    }
  }
}
