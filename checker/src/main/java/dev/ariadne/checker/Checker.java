package dev.ariadne.checker;

import dev.ariadne.checker.edn.EdnOrder;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.engine.Engine;
import dev.ariadne.checker.engine.Meter;
import dev.ariadne.checker.engine.Outcome;
import dev.ariadne.checker.explain.Explainer;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Is a history linearizable with respect to a model? */
public final class Checker {

  /** With fewer operations, starting threads would take longer than it saves. */
  private static final int OPERATIONS_FOR_THREADS = 20_000;

  private Checker() {}

  /**
   * Checks a whole history: it is linearizable if each key's part is (Herlihy and Wing's locality).
   * Of several violations the one of the first key, in order of keys, is told.
   *
   * @throws HistoryException if an operation is none that the model knows
   */
  public static Verdict check(Model<?> model, History history, Budget budget)
      throws HistoryException {
    return join(checkKeys(model, history, budget));
  }

  /**
   * Checks each key by itself, on as many threads as the machine has processors if there is much to
   * do; otherwise as {@link #checkKeys(Model, History, Budget, int)}.
   *
   * @throws HistoryException if an operation is none that the model knows
   */
  public static List<KeyVerdict> checkKeys(Model<?> model, History history, Budget budget)
      throws HistoryException {
    boolean much = history.operations().size() >= OPERATIONS_FOR_THREADS;
    int threads = much ? Runtime.getRuntime().availableProcessors() : 1;
    return checkKeys(model, history, budget, threads);
  }

  /**
   * Checks each key by itself. Each may spend its share of the budget's steps, and those that it
   * did not suffice for, once more, what the others left. The result, in order of keys, is the same
   * whatever the number of threads.
   *
   * @param threads that check different keys at the same time, each within the budget's bytes; at
   *     least 1
   * @throws HistoryException if an operation is none that the model knows
   */
  public static List<KeyVerdict> checkKeys(
      Model<?> model, History history, Budget budget, int threads) throws HistoryException {
    List<Map.Entry<Optional<Object>, List<Operation>>> parts = split(model, history);
    long share = Math.max(1, budget.steps() / Math.max(1, parts.size()));
    // Begin with the longest, so that the end is not spent on waiting for it.
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> -parts.get(i).getValue().size()));
    List<Decided> verdicts =
        Workers.run(
            threads,
            order,
            i -> checkKey(model, parts.get(i).getKey(), parts.get(i).getValue(), budget, share));
    long left = budget.steps() - verdicts.stream().mapToLong(Decided::steps).sum();
    for (int i = 0; i < parts.size(); i++) {
      if (verdicts.get(i).verdict() instanceof Verdict.Unknown && left > share) {
        var part = parts.get(i);
        Decided verdict = checkKey(model, part.getKey(), part.getValue(), budget, left);
        left -= verdict.steps();
        verdicts.set(i, verdict);
      }
    }
    return explainable(model, parts, verdicts, budget);
  }

  /** The same, with violations that can be asked why. */
  private static List<KeyVerdict> explainable(
      Model<?> model,
      List<Map.Entry<Optional<Object>, List<Operation>>> parts,
      List<Decided> decided,
      Budget budget) {
    Explanations explanations = new Explanations(budget.explanationSteps());
    List<KeyVerdict> verdicts = new ArrayList<>(decided.size());
    for (int i = 0; i < decided.size(); i++) {
      Optional<Object> key = parts.get(i).getKey();
      List<Operation> operations = parts.get(i).getValue();
      Verdict verdict = decided.get(i).verdict();
      if (verdict == null) {
        verdict =
            explanations.add(
                new Explainer(model, key, operations, budget.bytes(), budget.cancelled()));
      }
      verdicts.add(new KeyVerdict(key, operations.size(), decided.get(i).steps(), verdict));
    }
    return verdicts;
  }

  /**
   * A key's verdict without its explanation.
   *
   * @param verdict null if no order explains the operations
   */
  private record Decided(Verdict verdict, long steps) {}

  /** The verdict on all keys from those on each. */
  public static Verdict join(List<KeyVerdict> keys) {
    List<Verdict.KeyOrder> orders = new ArrayList<>();
    int explained = 0;
    int operations = 0;
    String why = null;
    for (KeyVerdict key : keys) {
      if (key.verdict() instanceof Verdict.NotLinearizable violation) {
        return violation;
      } else if (key.verdict() instanceof Verdict.Linearizable linearizable) {
        orders.addAll(linearizable.witness().keys());
      } else if (key.verdict() instanceof Verdict.Unknown unknown) {
        explained += unknown.proved().operationsExplained();
        operations += unknown.proved().operations();
        String of = key.key().map(k -> "key " + EdnPrinter.print(k) + ": ").orElse("");
        why = why == null ? of + unknown.why() : why;
      }
    }
    return why == null
        ? new Verdict.Linearizable(new Verdict.Witness(List.copyOf(orders)))
        : new Verdict.Unknown(
            why, new Verdict.Proved(orders.size(), keys.size(), explained, operations));
  }

  private static Decided checkKey(
      Model<?> model, Optional<Object> key, List<Operation> operations, Budget budget, long steps) {
    Meter meter = new Meter(steps, budget.bytes(), budget.cancelled());
    Outcome outcome = Engine.run(model, operations, meter);
    Verdict verdict = null;
    if (outcome instanceof Outcome.Explained explained) {
      Verdict.KeyOrder order = new Verdict.KeyOrder(key, explained.order());
      verdict = new Verdict.Linearizable(new Verdict.Witness(List.of(order)));
    } else if (outcome instanceof Outcome.GaveUp gaveUp) {
      Verdict.Proved proved = new Verdict.Proved(0, 1, gaveUp.proved(), gaveUp.of());
      verdict = new Verdict.Unknown(gaveUp.why(), proved);
    }
    return new Decided(verdict, meter.steps());
  }

  /** Operations by key, in order of keys; asks the model whether it knows them all. */
  private static List<Map.Entry<Optional<Object>, List<Operation>>> split(
      Model<?> model, History history) throws HistoryException {
    TreeMap<Object, List<Operation>> byKey = new TreeMap<>(EdnOrder.BY_KIND);
    List<Operation> withoutKey = new ArrayList<>();
    for (Operation operation : history.operations()) {
      try {
        model.access(operation.input(), operation.output());
        if (operation.output() instanceof Output.Failed failed) {
          model.observesFailure(operation.input(), failed);
        }
        model
            .key(operation.input())
            .map(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>()))
            .orElse(withoutKey)
            .add(operation);
      } catch (IllegalArgumentException e) {
        Operation.Place place = operation.completed();
        String where = place.line() > 0 ? "" : place + ": ";
        throw new HistoryException(history.source(), place.line(), where + e.getMessage());
      }
    }
    List<Map.Entry<Optional<Object>, List<Operation>>> parts = new ArrayList<>();
    if (!withoutKey.isEmpty() && !byKey.isEmpty()) {
      Operation.Place place = withoutKey.getFirst().invoked();
      throw new HistoryException(
          history.source(), place.line(), place + " has no key, but other operations have");
    }
    if (!withoutKey.isEmpty()) {
      parts.add(Map.entry(Optional.empty(), withoutKey));
    }
    byKey.forEach((key, operations) -> parts.add(Map.entry(Optional.of(key), operations)));
    return parts;
  }
}
