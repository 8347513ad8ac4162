package dev.ariadne.checker;

import dev.ariadne.checker.explain.Counterexample;
import dev.ariadne.checker.explain.Explainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The explanations of one history's violations, each made when it is asked for. They share the
 * steps that the budget has for explanations, in order of keys: so those before are made first, and
 * what comes out depends on the history and the budget alone.
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

  /** The verdict that the explainer's operations cannot be explained. */
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
