package dev.ariadne.checker.explain;

import dev.ariadne.checker.engine.Engine;
import dev.ariadne.checker.engine.Meter;
import dev.ariadne.checker.engine.Outcome;
import dev.ariadne.checker.explain.Counterexample.Kind;
import dev.ariadne.checker.explain.Counterexample.Placed;
import dev.ariadne.checker.explain.Counterexample.Refused;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Finds out why the operations of one key cannot be explained. */
public final class Explainer {

  /** One question to the engine about a weaker history may take so many steps. */
  private static final long QUESTION_STEPS = 200_000;

  /** So many questions may be asked to make the evidence small; then it stays as it is. */
  private static final int WEAKENINGS_MAX = 400;

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
    this.wording = new Wording(model);
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

  private Counterexample explain() {
    List<Operation> ended = new ArrayList<>();
    for (Operation operation : operations) {
      if (counts(operation)) {
        ended.add(operation);
      }
    }
    ended.sort(Comparator.comparingInt(Operation::ret));
    // The first end that fails lies above low (all that ended by then is explained, or not known to
    // fail) and at or below high, which fails.
    int low = -1;
    int high = ended.size() - 1;
    boolean sure = true;
    List<Operation> explained = List.of();
    while (low + 1 < high) {
      int middle = (low + high) >>> 1;
      int position = ended.get(middle).ret();
      switch (ask(Weaker.until(position, operations))) {
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
    List<Operation> prefix = Weaker.until(culprit.ret(), operations);
    return reason(culprit, sure, prefix, ended.subList(0, high + 1), explained);
  }

  private boolean counts(Operation operation) {
    return switch (operation.output()) {
      case Output.Ok ok -> true;
      case Output.Failed failed -> model.observesFailure(operation.input(), failed);
      case Output.Unknown unknown -> false;
    };
  }

  private Counterexample reason(
      Operation culprit,
      boolean sure,
      List<Operation> prefix,
      List<Operation> ended,
      List<Operation> explained) {
    Lineage lineage = new Lineage(model, prefix);
    Kind kind = Kind.UNEXPLAINED;
    Optional<Operation> missed = Optional.empty();
    List<Operation> evidence;
    String sentence;
    Optional<Lineage.Orphan> orphan = lineage.orphan(culprit);
    Optional<Lineage.Stale> stale = lineage.stale(culprit);
    for (int i = ended.size() - 1; i >= 0 && orphan.isEmpty() && stale.isEmpty(); i--) {
      stale = lineage.stale(ended.get(i));
    }
    if (orphan.isPresent()) {
      kind = Kind.NEVER_WRITTEN;
      evidence = inOrder(with(culprit, orphan.get().failed()));
      sentence = orphanSentence(orphan.get());
    } else if (stale.isPresent()) {
      kind = Kind.STALE;
      missed = Optional.of(stale.get().missed());
      evidence = inOrder(stale.get().evidence());
      sentence = staleSentence(stale.get());
    } else {
      evidence = inOrder(new Evidence(prefix, culprit, ended).find());
      sentence =
          String.format(
              "%s cannot be explained: whatever the order of the %d operations that had begun"
                  + " when it ended, some answer is wrong, and %d of them suffice to show it",
              text(culprit), prefix.size(), evidence.size());
    }
    List<Placed> placed = new ArrayList<>();
    List<Refused> pending = new ArrayList<>();
    longest(explained, prefix, placed, pending);
    return new Counterexample(
        key,
        kind,
        Wording.key(key) + sentence,
        wording.describe(culprit),
        sure,
        missed.map(wording::describe),
        evidence.stream().map(wording::describe).toList(),
        placed,
        pending,
        prefix.size());
  }

  private static List<Operation> with(Operation operation, Optional<Operation> another) {
    List<Operation> both = new ArrayList<>(List.of(operation));
    another.ifPresent(both::add);
    return both;
  }

  private String orphanSentence(Lineage.Orphan orphan) {
    String value = Wording.state(orphan.value());
    return orphan
        .failed()
        .map(
            failed ->
                String.format(
                    "%s ended when only %s had been asked to write %s, and that is said not to"
                        + " have happened",
                    text(orphan.reader()), text(failed), value))
        .orElse(
            String.format(
                "%s ended before anything that writes %s began", text(orphan.reader()), value));
  }

  private String staleSentence(Lineage.Stale stale) {
    String known =
        stale.missedBy() == stale.missed()
            ? "was acknowledged"
            : "had been seen by " + text(stale.missedBy());
    String value = Wording.state(stale.value());
    String order =
        stale.later() == stale.missed()
            ? ""
            : stale
                .replaced()
                .map(
                    replaced ->
                        String.format(
                            "; that came after %s, for %s began after %s ended",
                            value, text(stale.later()), text(replaced)))
                .orElse("");
    return String.format(
        "%s began after %s %s%s; nothing wrote %s again",
        text(stale.reader()), text(stale.missed()), known, order, value);
  }

  private String text(Operation operation) {
    return wording.describe(operation).text();
  }

  private static List<Operation> inOrder(List<Operation> some) {
    return some.stream().distinct().sorted(Comparator.comparingInt(Operation::call)).toList();
  }

  /** Replays the longest explanation and asks what could have come behind it. */
  private void longest(
      List<Operation> explained,
      List<Operation> prefix,
      List<Placed> placed,
      List<Refused> pending) {
    Map<Integer, Operation> original = new HashMap<>();
    for (Operation operation : operations) {
      original.put(operation.number(), operation);
    }
    Set<Integer> done = new TreeSet<>();
    Object state = model.initial();
    for (Operation operation : explained) {
      done.add(operation.number());
      switch (model.step(state, operation.input(), operation.output())) {
        case Step.To<Object> to -> state = to.state();
        case Step.Refused<Object> refused ->
            throw new AssertionError("the explanation does not hold: " + refused.why());
      }
      placed.add(
          new Placed(wording.describe(original.get(operation.number())), Wording.state(state)));
    }
    for (Operation operation : prefix) {
      if (done.contains(operation.number()) || !counts(operation)) {
        continue;
      }
      String why =
          switch (model.step(state, operation.input(), operation.output())) {
            case Step.To<Object> to -> "could come next, but what follows cannot be explained then";
            case Step.Refused<Object> refused -> refused.why();
          };
      pending.add(new Refused(wording.describe(operation), why));
    }
  }

  /** Makes the set of facts that contradict each other small, by weakening ever smaller groups. */
  private final class Evidence {

    private final List<Operation> prefix;
    private final Operation culprit;
    private List<Operation> facts;
    private int questions;

    Evidence(List<Operation> prefix, Operation culprit, List<Operation> ended) {
      this.prefix = prefix;
      this.culprit = culprit;
      this.facts = new ArrayList<>(ended);
      this.facts.remove(culprit);
    }

    List<Operation> find() {
      for (int group = Math.max(1, facts.size() / 2); group >= 1; group /= 2) {
        // The latest facts are the likeliest to matter: try the earliest first.
        for (int from = 0; from < facts.size() && questions < WEAKENINGS_MAX; ) {
          List<Operation> fewer = new ArrayList<>(facts.subList(0, from));
          fewer.addAll(facts.subList(Math.min(facts.size(), from + group), facts.size()));
          if (contradicts(fewer)) {
            facts = fewer;
          } else {
            from += group;
          }
        }
      }
      List<Operation> all = new ArrayList<>(facts);
      all.add(culprit);
      return all;
    }

    private boolean contradicts(List<Operation> fewer) {
      questions++;
      Set<Integer> numbers = new TreeSet<>();
      fewer.forEach(operation -> numbers.add(operation.number()));
      numbers.add(culprit.number());
      return ask(Weaker.only(numbers, prefix)) instanceof Outcome.Inexplicable;
    }
  }
}
