package dev.ariadne.harness.check;

import dev.ariadne.checker.Budget;
import dev.ariadne.checker.Checker;
import dev.ariadne.checker.KeyVerdict;
import dev.ariadne.checker.Verdict.Linearizable;
import dev.ariadne.checker.Verdict.NotLinearizable;
import dev.ariadne.checker.Verdict.Unknown;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.explain.Counterexample;
import dev.ariadne.checker.explain.CounterexampleText;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Every key is linearizable: by default a register with compare-and-set that begins absent. */
public final class LinearizableCheck implements Check {
  private static final Keyword ABSENT = new Keyword("absent");

  /** The number of keys whose violations are printed in full. */
  private static final int TOLD_MAX = 3;

  private final Model<?> model;

  LinearizableCheck() {
    this(new Register(ABSENT, true, Register.NilReads.ARE_VALUES).keyed());
  }

  private LinearizableCheck(Model<?> model) {
    this.model = model;
  }

  /**
   * Every key keeps the promise of a model.
   *
   * @param model of one key; the values of operations are {@code [key value]}
   */
  public static Check of(Model<?> model) {
    return new LinearizableCheck(model.keyed());
  }

  @Override
  public String name() {
    return "linearizable";
  }

  @Override
  public Result check(Evidence evidence) {
    List<KeyVerdict> keys;
    try {
      keys = Checker.checkKeys(model, History.of(evidence.history()), Budget.standard());
    } catch (HistoryException e) {
      return Result.of(name(), Verdict.UNKNOWN, "The history is malformed: " + e.getMessage());
    }
    Verdict verdict = Verdict.VALID;
    List<String> lines = new ArrayList<>();
    List<Counterexample> violations = new ArrayList<>();
    List<Object> wrong = new ArrayList<>();
    List<Object> undecided = new ArrayList<>();
    int operations = 0;
    for (KeyVerdict key : keys) {
      operations += key.operations();
      Object name = key.key().orElse(null);
      switch (key.verdict()) {
        case Linearizable valid -> {}
        case NotLinearizable violation -> {
          verdict = verdict.and(Verdict.INVALID);
          wrong.add(name);
          violations.add(violation.counterexample());
        }
        case Unknown unknown -> {
          verdict = verdict.and(Verdict.UNKNOWN);
          undecided.add(name);
          lines.add("key " + EdnPrinter.print(name) + " was not decided: " + unknown.why());
        }
      }
    }
    long acknowledged =
        evidence.history().stream()
            .filter(op -> op.type() == Op.Type.OK && op.process() instanceof Op.Process.Client)
            .count();
    if (acknowledged == 0) {
      verdict = verdict.and(Verdict.VACUOUS);
    }
    // The plainest first: one that names what a read missed, in as few operations as possible.
    violations.sort(
        Comparator.comparing((Counterexample c) -> c.missed().isEmpty())
            .thenComparing(c -> c.evidence().size()));
    TreeSet<Long> involved = new TreeSet<>();
    String sentence = "";
    if (!violations.isEmpty()) {
      Counterexample plainest = violations.getFirst();
      sentence = plainest.sentence();
      plainest.evidence().forEach(op -> mark(op.operation(), involved));
      mark(plainest.culprit().operation(), involved);
      plainest.missed().ifPresent(op -> mark(op.operation(), involved));
      lines.addAll(0, story(violations));
    }
    Map<Object, Object> data = Edn.map();
    Edn.put(data, "keys", (long) keys.size());
    Edn.put(data, "operations", (long) operations);
    Edn.put(data, "failures", wrong);
    Edn.put(data, "undecided", undecided);
    String summary =
        switch (verdict) {
          case INVALID ->
              wrong.size() == 1
                  ? sentence
                  : "%s (keys %s are wrong too)"
                      .formatted(sentence, print(others(wrong, violations.getFirst())));
          case UNKNOWN ->
              "The budget was used up before keys " + print(undecided) + " were decided.";
          case VACUOUS -> "No operation was acknowledged, so there is nothing to check.";
          case VALID -> operations + " operations on " + keys.size() + " keys are linearizable.";
        };
    return new Result(name(), verdict, summary, lines, data, List.copyOf(involved));
  }

  /**
   * The text of the violations: the first without its sentence, which is the summary, and a blank
   * line before each other.
   */
  private static List<String> story(List<Counterexample> violations) {
    List<String> story = new ArrayList<>();
    for (Counterexample violation : violations.subList(0, Math.min(TOLD_MAX, violations.size()))) {
      List<String> lines = CounterexampleText.render(violation).lines().toList();
      if (story.isEmpty()) {
        story.addAll(lines.subList(1, lines.size()));
      } else {
        story.add("");
        story.addAll(lines);
      }
    }
    return story;
  }

  private static List<Object> others(List<Object> wrong, Counterexample told) {
    return wrong.stream().filter(key -> !told.key().equals(Optional.ofNullable(key))).toList();
  }

  private static String print(List<Object> keys) {
    return EdnPrinter.print(keys);
  }

  private static void mark(Operation operation, TreeSet<Long> involved) {
    involved.add(operation.invoked().index());
    involved.add(operation.completed().index());
  }
}
