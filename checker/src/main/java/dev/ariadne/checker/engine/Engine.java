package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Decides whether the operations of one key can be explained by a model. */
public final class Engine {

  /** All reductions. */
  public static final Set<Rule> ALL_RULES = Collections.unmodifiableSet(EnumSet.allOf(Rule.class));

  private Engine() {}

  /** Searches with all reductions; an order that is found has been replayed. */
  public static Outcome run(Model<?> model, List<Operation> operations, Meter meter) {
    return run(model, operations, meter, ALL_RULES);
  }

  /**
   * Searches with some of the reductions.
   *
   * @throws AssertionError if the order found does not hold when replayed, which is a bug of this
   *     engine or of the model's {@code access}
   */
  public static Outcome run(
      Model<?> model, List<Operation> operations, Meter meter, Set<Rule> rules) {
    @SuppressWarnings("unchecked") // The engine hands a model only states that it got from it.
    Model<Object> any = (Model<Object>) model;
    Outcome outcome = new Search(new Part(any, operations, rules), rules, meter).run();
    if (outcome instanceof Outcome.Explained explained) {
      Replay.check(any, operations, explained.order());
    }
    return outcome;
  }
}
