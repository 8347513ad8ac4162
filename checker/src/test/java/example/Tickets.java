package example;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.Verdict;
import dev.ariadne.checker.explain.CounterexampleText;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryBuilder;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;

/** A machine that gives out numbers, 1, 2, 3 and so on, each to one client. */
public record Tickets() implements Model<Long> {

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public Step<Long> step(Long last, Input input, Output output) {
    long next = last + 1;
    return output instanceof Output.Ok ok && !ok.value().equals(next)
        ? Step.refused("drew %s, but %d was next", ok.value(), next)
        : Step.to(next);
  }

  public static void main(String[] args) throws HistoryException {
    System.out.print(verdict());
  }

  static String verdict() throws HistoryException {
    History history =
        new HistoryBuilder()
            .invoke(0, "draw", null)
            .invoke(1, "draw", null)
            .ok(0, 1L)
            .info(1) // Nobody knows whether client 1 drew a number.
            .invoke(2, "draw", null)
            .ok(2, 1L) // A number that is gone.
            .build();
    return switch (Checker.check(new Tickets(), history, Budget.standard())) {
      case Verdict.Linearizable yes -> "linearizable\n";
      case Verdict.NotLinearizable no -> CounterexampleText.render(no.counterexample());
      case Verdict.Unknown unknown -> "unknown: " + unknown.why() + "\n";
    };
  }
}
