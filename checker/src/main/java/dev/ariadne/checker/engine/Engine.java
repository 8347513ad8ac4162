package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Shortcut;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether the operations of one key can be explained by a model. */
public final class Engine {

  /** All reductions. */
  public static final Set<Rule> ALL_RULES = Set.of(Rule.values());

  private Engine() {}

  /**
   * Decides the quickest way that there is; an order that is found has been replayed.
   *
   * @param operations in order of call
   * @throws AssertionError if the order found does not hold when replayed, which is a bug of this
   *     engine or of the model's {@code access}
   */
  public static Outcome run(Model<?> model, List<Operation> operations, Meter meter) {
    Model<Object> any = any(model);
    Admitted admitted = new Admitted(any, operations);
    Outcome outcome = unique(any, operations, admitted, meter);
    return outcome != null
        ? outcome
        : search(any, operations, admitted, meter, ALL_RULES, Turns.QUANTUM);
  }

  /** Searches with some of the reductions; otherwise as {@link #run(Model, List, Meter)}. */
  public static Outcome run(
      Model<?> model, List<Operation> operations, Meter meter, Set<Rule> rules) {
    return run(model, operations, meter, rules, Turns.QUANTUM);
  }

  /** Searches with some of the reductions, each search for so many steps at a time. */
  static Outcome run(
      Model<?> model, List<Operation> operations, Meter meter, Set<Rule> rules, long quantum) {
    Model<Object> any = any(model);
    return search(any, operations, new Admitted(any, operations), meter, rules, quantum);
  }

  /** Decides by unique values alone; null if that is not possible. */
  static Outcome unique(Model<?> model, List<Operation> operations, Meter meter) {
    Model<Object> any = any(model);
    return unique(any, operations, new Admitted(any, operations), meter);
  }

  private static Outcome unique(
      Model<Object> model, List<Operation> operations, Admitted admitted, Meter meter) {
    int size = admitted.size;
    if (!meter.affords(size, UniqueValues.bytes(size))) {
      return null;
    }
    Outcome outcome = UniqueValues.decide(admitted);
    if (outcome == null) {
      outcome = ReturningValue.decide(admitted);
    }
    if (outcome == null) {
      outcome = UniqueLists.decide(admitted);
    }
    if (outcome == null && !admitted.plain) {
      outcome = shortcut(model, operations);
    }
    if (outcome != null) {
      meter.took(size);
    }
    return replayed(model, operations, outcome);
  }

  /** Returns the outcome that the model's shortcut gives, or null if it gives none. */
  private static Outcome shortcut(Model<Object> model, List<Operation> operations) {
    Optional<Shortcut> found = model.shortcut(operations);
    if (found.isEmpty()) {
      return null;
    }
    return switch (found.get()) {
      case Shortcut.Contradiction no ->
          new Outcome.Inexplicable(
              no.needed().stream()
                  .filter(Shortcut.Needed::outcome)
                  .map(Shortcut.Needed::operation)
                  .toList());
      case Shortcut.Order order ->
          Replay.holds(model, operations, order.order())
              ? new Outcome.Explained(order.order())
              : null;
    };
  }

  private static Outcome search(
      Model<Object> model,
      List<Operation> operations,
      Admitted admitted,
      Meter meter,
      Set<Rule> rules,
      long quantum) {
    Outcome contradiction = rules.contains(Rule.REPLACED) ? Replaced.find(admitted, meter) : null;
    if (contradiction != null) {
      return contradiction;
    }
    Part part = new Part(admitted, rules, meter);
    Outcome outcome = new Turns(admitted, part, rules, quantum, meter).run();
    return replayed(model, operations, outcome);
  }

  private static Outcome replayed(
      Model<Object> model, List<Operation> operations, Outcome outcome) {
    if (outcome instanceof Outcome.Explained explained) {
      Replay.check(model, operations, explained.order());
    }
    return outcome;
  }

  @SuppressWarnings("unchecked") // The engine hands a model only states that it got from it.
  private static Model<Object> any(Model<?> model) {
    return (Model<Object>) model;
  }
}
