package dev.ariadne.checker.explain;

import dev.ariadne.checker.engine.Outcome;
import dev.ariadne.checker.explain.Counterexample.Partial;
import dev.ariadne.checker.explain.Counterexample.PlacedOperation;
import dev.ariadne.checker.explain.Counterexample.RefusedOperation;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds orders that explain a part of the evidence. If evidence is minimal, all its operations but
 * one have an order, whichever is left out. The refusals of that operation, place by place, show
 * the contradiction.
 */
final class PartialExplanations {

  /** The most operations of the evidence for which an order of the others is found. */
  private static final int PARTIALS_MAX = 20;

  /** The most different reasons for one operation. */
  private static final int REASONS_MAX = 5;

  /**
   * The most steps of the model to find out why operations do not fit in. An order of n operations
   * has n places, and the refusal of one place can take n steps.
   */
  private static final int TRIES_MAX = 20_000;

  private static final String NOT_TRIED =
      "not every place was tried: there are too many operations";

  /** The most operations in all questions for orders together. */
  private static final int QUESTION_OPERATIONS_MAX = 20_000;

  private int triesLeft = TRIES_MAX;

  private final Model<Object> model;
  private final Wording wording;
  private final List<Operation> relevant;
  private final FactSet facts;
  private final Function<List<Operation>, Outcome> engine;

  PartialExplanations(
      Model<Object> model,
      Wording wording,
      List<Operation> relevant,
      FactSet facts,
      Function<List<Operation>, Outcome> engine) {
    this.model = model;
    this.wording = wording;
    this.relevant = relevant;
    this.facts = facts;
    this.engine = engine;
  }

  /** The longest explanation, and the operations that cannot follow it. */
  record Longest(List<PlacedOperation> placed, List<RefusedOperation> pending) {}

  /** Replays the longest explanation and asks what could have come behind it. */
  Longest longest(List<Operation> explained, List<Operation> began) {
    List<Integer> done = explained.stream().map(Operation::number).sorted().toList();
    List<RefusedOperation> pending = new ArrayList<>();
    Object state = model.initial();
    for (Operation operation : explained) {
      state = after(state, operation);
    }
    for (Operation operation : began) {
      if (pending.size() == Counterexample.PENDING_MAX) {
        break;
      }
      if (Collections.binarySearch(done, operation.number()) >= 0 || !model.happened(operation)) {
        continue;
      }
      String why =
          switch (model.step(state, operation.input(), operation.output())) {
            case Step.To<Object> to -> "it could come next, but then no order explains the rest";
            case Step.Refused<Object> refused -> Wording.cut(refused.why());
          };
      pending.add(new RefusedOperation(wording.describe(operation), why));
    }
    return new Longest(placed(explained), pending);
  }

  /** For each operation of the evidence, an order of the rest and why this one does not fit in. */
  List<Partial> ofEvidence() {
    List<Operation> weak = WeakenedHistory.only(facts, relevant);
    List<Partial> partials = new ArrayList<>();
    int asked = 0;
    for (int i = 0; i < relevant.size() && partials.size() < PARTIALS_MAX; i++) {
      if (!facts.outcome(i)) {
        continue;
      }
      if (asked >= QUESTION_OPERATIONS_MAX) {
        break;
      }
      asked += relevant.size();
      int number = relevant.get(i).number();
      if (engine.apply(WeakenedHistory.only(facts.withoutOutcome(i), relevant))
          instanceof Outcome.Explained explained) {
        Operation left =
            weak.stream().filter(operation -> operation.number() == number).findFirst().get();
        partials.add(
            new Partial(
                wording.describe(left),
                placed(explained.order()),
                explained.order().size(),
                whyNot(left, explained.order())));
      }
    }
    return partials;
  }

  private List<String> whyNot(Operation left, List<Operation> order) {
    for (int at = 0; at < order.size(); at++) {
      if (order.get(at).number() == left.number()) {
        return List.of(whyNotThere(left, order, at));
      }
    }
    int from = 0;
    int to = 0;
    for (int at = 0; at < order.size(); at++) {
      from = order.get(at).ret() < left.call() ? at + 1 : from;
    }
    while (to < order.size() && order.get(to).call() < left.ret()) {
      to++;
    }
    LinkedHashSet<String> reasons = new LinkedHashSet<>();
    Object state = model.initial();
    for (int at = 0; at <= to && reasons.size() < REASONS_MAX && triesLeft > 0; at++) {
      state = at == 0 ? state : after(state, order.get(at - 1));
      if (at >= from) {
        whyNotHere(left, state, order.subList(at, order.size())).ifPresent(reasons::add);
      }
    }
    return reasons.isEmpty() ? List.of(NOT_TRIED) : List.copyOf(reasons);
  }

  /** Why it cannot be where it would fit if less were known of it. */
  private String whyNotThere(Operation left, List<Operation> order, int at) {
    Object state = model.initial();
    for (Operation operation : order.subList(0, at)) {
      if (operation.call() > left.ret()) {
        return "it would come after " + wording.text(operation) + ", which began after it ended";
      }
      state = after(state, operation);
    }
    return whyNotHere(left, state, order.subList(at + 1, order.size())).orElse(NOT_TRIED);
  }

  /** Why it cannot be at one place; empty if there are no tries left to find out. */
  private Optional<String> whyNotHere(Operation left, Object state, List<Operation> rest) {
    switch (model.step(state, left.input(), left.output())) {
      case Step.Refused<Object> refused -> {
        return Optional.of(Wording.cut(refused.why()));
      }
      case Step.To<Object> to -> {
        Object now = to.state();
        for (Operation next : rest) {
          if (--triesLeft < 0) {
            return Optional.empty();
          }
          switch (model.step(now, next.input(), next.output())) {
            case Step.Refused<Object> refused -> {
              return Optional.of(
                  "with it, "
                      + wording.text(next)
                      + " is impossible: "
                      + Wording.cut(refused.why()));
            }
            case Step.To<Object> further -> now = further.state();
          }
        }
        throw new AssertionError("it would fit, so this is no contradiction: " + left);
      }
    }
  }

  /** The last of them with the states that they lead to. */
  private List<PlacedOperation> placed(List<Operation> order) {
    int from = Math.max(0, order.size() - Counterexample.PLACED_MAX);
    List<PlacedOperation> placed = new ArrayList<>(order.size() - from);
    Object state = model.initial();
    for (int i = 0; i < order.size(); i++) {
      state = after(state, order.get(i));
      if (i >= from) {
        placed.add(new PlacedOperation(wording.describe(order.get(i)), Wording.state(state)));
      }
    }
    return placed;
  }

  private Object after(Object state, Operation operation) {
    return switch (model.step(state, operation.input(), operation.output())) {
      case Step.To<Object> to -> to.state();
      case Step.Refused<Object> refused ->
          throw new AssertionError("the explanation does not hold: " + refused.why());
    };
  }
}
