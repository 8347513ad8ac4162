package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Shortcut;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether a model can explain the operations of one key. */
public final class Engine {

  /** All reductions. */
  public static final Set<Reduction> ALL_REDUCTIONS = Set.of(Reduction.values());

  private Engine() {}

  /**
   * Decides in the fastest way possible. If the outcome has an order, it has been replayed.
   *
   * @param operations the operations of one key, in order of call
   * @throws AssertionError if the replay refuses the order that was found; this is a bug of the
   *     engine or of the model's {@code access}
   */
  public static Outcome run(Model<?> model, List<Operation> operations, Meter meter) {
    Model<Object> any = any(model);
    OperationTable table = new OperationTable(any, operations);
    Outcome outcome = unique(any, operations, table, meter);
    return outcome != null
        ? outcome
        : search(any, operations, table, meter, ALL_REDUCTIONS, SearchPortfolio.QUANTUM);
  }

  /**
   * Decides by search with some of the reductions, otherwise like {@link #run(Model, List, Meter)}.
   */
  public static Outcome run(
      Model<?> model, List<Operation> operations, Meter meter, Set<Reduction> reductions) {
    return run(model, operations, meter, reductions, SearchPortfolio.QUANTUM);
  }

  /**
   * Decides by search with some of the reductions; each search runs for {@code quantum} steps at a
   * time.
   */
  static Outcome run(
      Model<?> model,
      List<Operation> operations,
      Meter meter,
      Set<Reduction> reductions,
      long quantum) {
    Model<Object> any = any(model);
    return search(any, operations, new OperationTable(any, operations), meter, reductions, quantum);
  }

  /** Decides without search; null if that is not possible. */
  static Outcome unique(Model<?> model, List<Operation> operations, Meter meter) {
    Model<Object> any = any(model);
    return unique(any, operations, new OperationTable(any, operations), meter);
  }

  private static Outcome unique(
      Model<Object> model, List<Operation> operations, OperationTable table, Meter meter) {
    int size = table.size;
    if (!meter.affords(size, UniqueValues.bytes(size))) {
      return null;
    }
    Outcome outcome = UniqueValues.decide(table);
    if (outcome == null) {
      outcome = OneRepeatedValue.decide(table);
    }
    if (outcome == null) {
      outcome = UniqueAppends.decide(table);
    }
    if (outcome == null && !table.plain) {
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
      case Shortcut.CandidateOrder order ->
          WitnessCheck.holds(model, operations, order.order())
              ? new Outcome.Explained(order.order())
              : null;
    };
  }

  private static Outcome search(
      Model<Object> model,
      List<Operation> operations,
      OperationTable table,
      Meter meter,
      Set<Reduction> reductions,
      long quantum) {
    Outcome contradiction =
        reductions.contains(Reduction.STALE_READS) ? StaleReads.find(table, meter) : null;
    if (contradiction != null) {
      return contradiction;
    }
    EncodedHistory encoded = new EncodedHistory(table, reductions, meter);
    Outcome outcome = new SearchPortfolio(table, encoded, reductions, quantum, meter).run();
    return replayed(model, operations, outcome);
  }

  private static Outcome replayed(
      Model<Object> model, List<Operation> operations, Outcome outcome) {
    if (outcome instanceof Outcome.Explained explained) {
      WitnessCheck.check(model, operations, explained.order());
    }
    return outcome;
  }

  @SuppressWarnings("unchecked") // The engine hands a model only states that it got from it.
  private static Model<Object> any(Model<?> model) {
    return (Model<Object>) model;
  }
}
