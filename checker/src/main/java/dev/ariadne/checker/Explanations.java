package dev.ariadne.checker;

import dev.ariadne.checker.explain.Counterexample;
import dev.ariadne.checker.explain.Explainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The explanations of the violations in one history. Each is made when it is first asked for. All
 * share the explanation steps of the budget, in order of keys: the earlier ones are made first. So
 * an explanation depends only on the history and the budget.
 */
final class Explanations {

  private final List<Explainer> explainers = new ArrayList<>();
  private final List<Counterexample> made = new ArrayList<>();
  private final long stepsMax;
  private long stepsLeft;

  Explanations(long stepsMax) {
    this.stepsMax = stepsMax;
    this.stepsLeft = stepsMax;
  }

  /** Adds a violation, and returns the verdict that has it. */
  Verdict.NotLinearizable add(Explainer explainer) {
    explainers.add(explainer);
    return new Verdict.NotLinearizable(this, explainers.size() - 1);
  }

  synchronized Counterexample get(int number, LongConsumer progress) {
    while (made.size() <= number) {
      Explainer explainer = explainers.set(made.size(), null);
      long before = stepsMax - stepsLeft;
      made.add(explainer.explain(stepsLeft, steps -> progress.accept(before + steps)));
      stepsLeft = Math.max(0, stepsLeft - explainer.steps());
    }
    return made.get(number);
  }
}
