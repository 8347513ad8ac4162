package dev.ariadne.checker.explain;

import dev.ariadne.checker.engine.Engine;
import dev.ariadne.checker.engine.Meter;
import dev.ariadne.checker.engine.Outcome;
import dev.ariadne.checker.explain.Counterexample.Described;
import dev.ariadne.checker.explain.Counterexample.Fact;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Shortcut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Finds out why the operations of one key cannot be explained: the end of the shortest prefix that
 * fails, the facts that contradict each other, and orders that explain a part of them.
 */
public final class Explainer {

  /** The most steps of one question to the engine about a weakened history. */
  private static final long QUESTION_STEPS = 200_000;

  /** The most steps of a question if the reason is known already. */
  private static final long LATER_QUESTION_STEPS = 20_000;

  /**
   * The most operations among which evidence from a shortcut is made smaller by search. The time of
   * a step of that search grows with the number of operations of which nothing is said.
   */
  private static final int MINIMISED_MAX = 64;

  private final Model<Object> model;
  private final Optional<Object> key;
  private final List<Operation> operations;
  private final Wording wording;
  private final long bytesMax;
  private final BooleanSupplier cancelled;
  private long stepsMax;
  private long steps;
  private LongConsumer progress;
  private long questionSteps = QUESTION_STEPS;

  /**
   * An explainer of a violation that the engine has found.
   *
   * @param operations the operations of one key, which certainly cannot be explained
   * @param bytesMax the most bytes that one question to the engine may hold at one time
   * @param cancelled whether to stop the search for evidence; asked about every thousand steps
   */
  public Explainer(
      Model<?> model,
      Optional<Object> key,
      List<Operation> operations,
      long bytesMax,
      BooleanSupplier cancelled) {
    @SuppressWarnings("unchecked") // The model gets only states that it made itself.
    Model<Object> any = (Model<Object>) model;
    this.model = any;
    this.key = key;
    this.operations = operations;
    this.wording = new Wording(model, operations);
    this.bytesMax = bytesMax;
    this.cancelled = cancelled;
  }

  /**
   * Explains a violation. With a small budget the explanation is longer, but never wrong.
   *
   * @param newStepsMax the most steps of all questions to the engine together. The last question
   *     may exceed it by its preparation, which is linear
   * @param newProgress receives from time to time the steps that have been taken
   */
  public Counterexample explain(long newStepsMax, LongConsumer newProgress) {
    stepsMax = newStepsMax;
    progress = newProgress;
    return explain();
  }

  /** The steps taken so far. */
  public long steps() {
    return steps;
  }

  /** The shortest prefix that fails, and the longest explanation of what ended before. */
  private record Prefix(
      Operation culprit, boolean sure, List<Operation> operations, List<Operation> explained) {}

  private Counterexample explain() {
    Optional<Shortcut.Contradiction> plain = contradiction(operations);
    if (plain.isEmpty()) {
      return searched(shortest(operations));
    }
    Operation culprit = wording.original(lastToEnd(plain.get()));
    List<Operation> before = WeakenedHistory.until(culprit.ret() - 1, operations);
    return switch (ask(before)) {
      case Outcome.Explained order -> plainly(prefix(culprit, true, order.order()));
      case Outcome.GaveUp gaveUp -> plainly(prefix(culprit, false, List.of()));
      case Outcome.Inexplicable earlier -> plainly(shortest(before));
    };
  }

  /** The needed operation that ends last: before its end, not all needed facts are known. */
  private static Operation lastToEnd(Shortcut.Contradiction plain) {
    return plain.needed().stream()
        .filter(one -> one.outcome() || one.denied())
        .map(Shortcut.Needed::operation)
        .max(Comparator.comparingInt(Operation::ret))
        .orElse(plain.culprit());
  }

  private Prefix prefix(Operation culprit, boolean sure, List<Operation> explained) {
    return new Prefix(culprit, sure, WeakenedHistory.until(culprit.ret(), operations), explained);
  }

  private Optional<Shortcut.Contradiction> contradiction(List<Operation> some) {
    return model.shortcut(some).orElse(null) instanceof Shortcut.Contradiction found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Explains a prefix by the model's shortcut, or by search if the shortcut has no decision. */
  private Counterexample plainly(Prefix prefix) {
    List<Operation> began = prefix.operations();
    Optional<Shortcut.Contradiction> found = contradiction(began);
    if (found.isEmpty()) {
      return searched(prefix.explained().isEmpty() ? shortest(operations) : prefix);
    }
    Shortcut.Contradiction plain = found.get();
    FactSet facts = FactSet.needed(began, plain.needed());
    boolean certain = contradicts(began, facts) == FactMinimizer.Answer.YES;
    boolean minimal = certain && plain.minimal();
    if (certain && !minimal && began.size() <= MINIMISED_MAX) {
      FactMinimizer smaller = new FactMinimizer(weaker -> contradicts(began, weaker));
      facts = smaller.without(facts, facts.outcomes());
      facts = smaller.without(facts, facts.denials());
      facts = smaller.without(facts, facts.times());
      minimal = smaller.sure();
    }
    questionSteps = LATER_QUESTION_STEPS;
    String sentence = plain.sentence().apply(operation -> wording.text(operation));
    Optional<Operation> missed =
        plain.kind() == Shortcut.ContradictionKind.LOST ? missed(plain) : Optional.empty();
    Reason reason = new Reason(kind(plain.kind()), sentence, missed);
    return counterexample(prefix, reason, began, facts, minimal, certain);
  }

  /** The last to end of what should have been seen. */
  private static Optional<Operation> missed(Shortcut.Contradiction plain) {
    return plain.needed().stream()
        .filter(one -> one.outcome() && one.operation() != plain.culprit())
        .map(Shortcut.Needed::operation)
        .filter(operation -> operation.output() instanceof Output.Ok)
        .max(Comparator.comparingInt(Operation::ret));
  }

  private static Counterexample.ViolationKind kind(Shortcut.ContradictionKind kind) {
    return switch (kind) {
      case LOST -> Counterexample.ViolationKind.LOST;
      case NEVER_WRITTEN -> Counterexample.ViolationKind.NEVER_WRITTEN;
      case DUPLICATED -> Counterexample.ViolationKind.DUPLICATED;
      case OUT_OF_ORDER -> Counterexample.ViolationKind.OUT_OF_ORDER;
      case WRONG_SUM -> Counterexample.ViolationKind.WRONG_SUM;
    };
  }

  private Counterexample searched(Prefix prefix) {
    List<Operation> began = prefix.operations();
    List<Operation> start = start(prefix);
    List<Operation> relevant = RelevantOperations.to(model, began, start);
    FactMinimizer minimal = new FactMinimizer(facts -> contradicts(relevant, facts));
    FactSet facts = FactSet.of(relevant, start);
    facts = minimal.without(facts, facts.outcomes());
    // The argument may rest on what was needed of each operation, and on all their times.
    Reason reason = Reason.of(wording, model, prefix.culprit(), began.size(), relevant, facts);
    facts = minimal.without(facts, facts.denials());
    facts = minimal.without(facts, facts.times());
    return counterexample(prefix, reason, relevant, facts, minimal.sure(), true);
  }

  private Counterexample counterexample(
      Prefix prefix,
      Reason reason,
      List<Operation> relevant,
      FactSet facts,
      boolean minimal,
      boolean certain) {
    List<Operation> began = prefix.operations();
    PartialExplanations partials =
        new PartialExplanations(model, wording, relevant, facts, this::ask);
    List<Fact> evidence = new ArrayList<>();
    Set<Integer> needed = new TreeSet<>();
    for (int i = 0; i < relevant.size(); i++) {
      boolean outcome = facts.outcome(i);
      boolean denied = facts.denied(i);
      boolean begun = facts.began(i) && (outcome || !denied);
      if (outcome || denied || begun) {
        Described described = wording.describe(relevant.get(i));
        evidence.add(new Fact(described, outcome, denied, begun, outcome && facts.ended(i)));
        needed.add(relevant.get(i).number());
      }
    }
    List<Described> context = new ArrayList<>();
    for (Operation operation : began) {
      if (!needed.contains(operation.number()) && Wording.mayChange(model, operation)) {
        context.add(wording.describe(operation));
      }
    }
    PartialExplanations.Longest longest = partials.longest(prefix.explained(), began);
    return new Counterexample(
        key,
        reason.kind(),
        Wording.key(key) + reason.sentence(),
        wording.describe(prefix.culprit()),
        prefix.sure(),
        reason.missed().map(wording::describe),
        evidence,
        minimal,
        context,
        certain ? partials.ofEvidence() : List.of(),
        longest.placed(),
        prefix.explained().size(),
        longest.pending(),
        began.size());
  }

  /**
   * A few operations whose outcomes certainly contradict each other, if they are found without
   * search; otherwise all operations.
   */
  private List<Operation> start(Prefix prefix) {
    List<Operation> began = prefix.operations();
    List<Operation> found =
        ask(began) instanceof Outcome.Inexplicable inexplicable
            ? inexplicable.evidence()
            : List.of();
    List<Operation> simple = Reason.simple(new ReadAnomalies(model, began), prefix.culprit());
    for (List<Operation> few : List.of(simple, found)) {
      if (!few.isEmpty()
          && contradicts(began, FactSet.of(began, few)) == FactMinimizer.Answer.YES) {
        return few;
      }
    }
    return began;
  }

  /**
   * The first end that fails lies above low (all that ended by then is explained, or not known to
   * fail) and at or below high, which fails.
   */
  private Prefix shortest(List<Operation> failing) {
    List<Operation> ended = new ArrayList<>();
    for (Operation operation : failing) {
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
      switch (ask(WeakenedHistory.until(ended.get(middle).ret(), operations))) {
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
    return prefix(wording.original(culprit), sure, explained);
  }

  private FactMinimizer.Answer contradicts(List<Operation> began, FactSet facts) {
    return switch (ask(WeakenedHistory.only(facts, began))) {
      case Outcome.Inexplicable inexplicable -> FactMinimizer.Answer.YES;
      case Outcome.Explained explained -> FactMinimizer.Answer.NO;
      case Outcome.GaveUp gaveUp -> FactMinimizer.Answer.UNDECIDED;
    };
  }

  private Outcome ask(List<Operation> weaker) {
    if (steps >= stepsMax || cancelled.getAsBoolean()) {
      return new Outcome.GaveUp("the explanation budget is spent", 0, 0);
    }
    long before = steps;
    Meter[] meter = new Meter[1];
    BooleanSupplier stop =
        () -> {
          progress.accept(Math.min(stepsMax, before + meter[0].steps()));
          return cancelled.getAsBoolean();
        };
    meter[0] = new Meter(Math.min(questionSteps, stepsMax - steps), bytesMax, stop);
    Outcome outcome = Engine.run(model, weaker, meter[0]);
    // A question costs something even if the answer needs no search.
    steps = Math.min(stepsMax, steps + meter[0].steps() + weaker.size());
    progress.accept(steps);
    return outcome;
  }
}
