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

/** Decides whether a history is linearizable with respect to a model. */
public final class Checker {

  /** With fewer operations, starting threads would take longer than it saves. */
  private static final int OPERATIONS_FOR_THREADS = 20_000;

  private Checker() {}

  /**
   * Checks a whole history. A history is linearizable if the operations on each key are (locality,
   * Herlihy and Wing 1990). If several keys have a violation, the verdict is that of the first, in
   * order of keys.
   *
   * @throws HistoryException if the model does not know an operation
   */
  public static Verdict check(Model<?> model, History history, Budget budget)
      throws HistoryException {
    return join(checkKeys(model, history, budget));
  }

  /**
   * Checks each key by itself, like {@link #checkKeys(Model, History, Budget, int)}. A long history
   * is checked on as many threads as the machine has processors, a short one on the calling thread.
   *
   * @throws HistoryException if the model does not know an operation
   */
  public static List<KeyVerdict> checkKeys(Model<?> model, History history, Budget budget)
      throws HistoryException {
    boolean much = history.operations().size() >= OPERATIONS_FOR_THREADS;
    int threads = much ? Runtime.getRuntime().availableProcessors() : 1;
    return checkKeys(model, history, budget, threads);
  }

  /**
   * Checks each key by itself. Each key may spend an equal share of the budget's steps. Then the
   * keys without a verdict are checked again, with the steps that are left. The result is in order
   * of keys and does not depend on the number of threads.
   *
   * @param threads the number of threads that check different keys at the same time; at least 1.
   *     Each may hold the budget's bytes
   * @throws HistoryException if the model does not know an operation
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

  /** The verdicts of all keys, with violations that can be explained. */
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
   * The verdict on a key, without an explanation.
   *
   * @param verdict null if no order explains the operations
   */
  private record Decided(Verdict verdict, long steps) {}

  /** The verdict on a history, from the verdicts on its keys. */
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

  /** The operations by key, in order of keys. Asks the model whether it knows each operation. */
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
