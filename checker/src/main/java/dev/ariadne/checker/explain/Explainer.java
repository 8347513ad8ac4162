package dev.ariadne.checker.explain;

import dev.ariadne.checker.engine.Engine;
import dev.ariadne.checker.engine.Meter;
import dev.ariadne.checker.engine.Outcome;
import dev.ariadne.checker.explain.Counterexample.Described;
import dev.ariadne.checker.explain.Counterexample.Fact;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Finds out why the operations of one key cannot be explained: where the shortest prefix ends that
 * cannot, which facts suffice for that, and what they allow.
 */
public final class Explainer {

  /** One question to the engine about a weaker history may take so many steps. */
  private static final long QUESTION_STEPS = 200_000;

  private final Model<Object> model;
  private final Optional<Object> key;
  private final List<Operation> operations;
  private final Wording wording;
  private final long bytesMax;
  private final BooleanSupplier cancelled;
  private long stepsLeft;

  private Explainer(
      Model<Object> model,
      Optional<Object> key,
      List<Operation> operations,
      long stepsMax,
      long bytesMax,
      BooleanSupplier cancelled) {
    this.model = model;
    this.key = key;
    this.operations = operations;
    this.wording = new Wording(model, operations);
    this.stepsLeft = stepsMax;
    this.bytesMax = bytesMax;
    this.cancelled = cancelled;
  }

  /**
   * Explains a violation that the engine has found. With little to spend the explanation gets
   * longer, never wrong.
   *
   * @param operations of one key, certainly inexplicable
   */
  public static Counterexample explain(
      Model<?> model,
      Optional<Object> key,
      List<Operation> operations,
      long stepsMax,
      long bytesMax,
      BooleanSupplier cancelled) {
    @SuppressWarnings("unchecked") // The model gets only states that it made itself.
    Model<Object> any = (Model<Object>) model;
    return new Explainer(any, key, operations, stepsMax, bytesMax, cancelled).explain();
  }

  /** The shortest prefix that fails, and the longest explanation of what ended before. */
  private record Prefix(
      Operation culprit, boolean sure, List<Operation> operations, List<Operation> explained) {}

  private Counterexample explain() {
    Prefix prefix = shortest();
    List<Operation> began = prefix.operations();
    List<Operation> start = start(prefix);
    List<Operation> near = Near.to(model, began, start);
    Minimal minimal = new Minimal(facts -> contradicts(near, facts));
    Facts facts = Facts.of(near, start);
    facts = minimal.without(facts, facts.outcomes());
    // The argument may rest on what was needed of each operation, and on all their times.
    Reason reason = Reason.of(wording, model, prefix.culprit(), began.size(), near, facts);
    facts = minimal.without(facts, facts.denials());
    facts = minimal.without(facts, facts.times());
    Partials partials = new Partials(model, wording, near, facts, this::ask);
    List<Fact> evidence = new ArrayList<>();
    Set<Integer> needed = new TreeSet<>();
    for (int i = 0; i < near.size(); i++) {
      Described described = wording.describe(near.get(i));
      boolean outcome = facts.outcome(i);
      boolean denied = facts.denied(i);
      boolean begun = facts.began(i) && (outcome || !denied);
      if (outcome || denied || begun) {
        evidence.add(new Fact(described, outcome, denied, begun, outcome && facts.ended(i)));
        needed.add(near.get(i).number());
      }
    }
    List<Described> context = new ArrayList<>();
    for (Operation operation : began) {
      if (!needed.contains(operation.number()) && Wording.mayChange(model, operation)) {
        context.add(wording.describe(operation));
      }
    }
    Partials.Longest longest = partials.longest(prefix.explained(), began);
    return new Counterexample(
        key,
        reason.kind(),
        Wording.key(key) + reason.sentence(),
        wording.describe(prefix.culprit()),
        prefix.sure(),
        reason.missed().map(wording::describe),
        evidence,
        minimal.sure(),
        context,
        partials.ofEvidence(),
        longest.placed(),
        longest.pending(),
        began.size());
  }

  /**
   * Few operations whose outcomes certainly contradict each other, if they can be had without
   * search; or all.
   */
  private List<Operation> start(Prefix prefix) {
    List<Operation> began = prefix.operations();
    List<Operation> found =
        ask(began) instanceof Outcome.Inexplicable inexplicable
            ? inexplicable.evidence()
            : List.of();
    List<Operation> simple = Reason.simple(new Lineage(model, began), prefix.culprit());
    for (List<Operation> few : List.of(simple, found)) {
      if (!few.isEmpty() && contradicts(began, Facts.of(began, few)) == Minimal.Answer.YES) {
        return few;
      }
    }
    return began;
  }

  /**
   * The first end that fails lies above low (all that ended by then is explained, or not known to
   * fail) and at or below high, which fails.
   */
  private Prefix shortest() {
    List<Operation> ended = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.ret() != Operation.NEVER) {
        ended.add(operation);
      }
    }
    ended.sort(Comparator.comparingInt(Operation::ret));
    int low = -1;
    int high = ended.size() - 1;
    boolean sure = true;
    List<Operation> explained = List.of();
    while (low + 1 < high) {
      int middle = (low + high) >>> 1;
      switch (ask(Weaker.until(ended.get(middle).ret(), operations))) {
        case Outcome.Inexplicable inexplicable -> high = middle;
        case Outcome.Explained order -> {
          low = middle;
          explained = order.order();
        }
        case Outcome.GaveUp gaveUp -> {
          low = middle;
          sure = false;
        }
      }
    }
    Operation culprit = ended.get(high);
    return new Prefix(culprit, sure, Weaker.until(culprit.ret(), operations), explained);
  }

  private Minimal.Answer contradicts(List<Operation> began, Facts facts) {
    return switch (ask(Weaker.only(facts, began))) {
      case Outcome.Inexplicable inexplicable -> Minimal.Answer.YES;
      case Outcome.Explained explained -> Minimal.Answer.NO;
      case Outcome.GaveUp gaveUp -> Minimal.Answer.NOT_SAID;
    };
  }

  private Outcome ask(List<Operation> weaker) {
    if (stepsLeft <= 0 || cancelled.getAsBoolean()) {
      return new Outcome.GaveUp("the budget for explanations is spent", 0, 0);
    }
    Meter meter = new Meter(Math.min(QUESTION_STEPS, stepsLeft), bytesMax, cancelled);
    Outcome outcome = Engine.run(model, weaker, meter);
    // A question costs something even if the answer needs no search.
    stepsLeft -= meter.steps() + weaker.size();
    return outcome;
  }
}
