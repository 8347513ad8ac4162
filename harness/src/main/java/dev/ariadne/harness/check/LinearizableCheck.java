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
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Register;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Every key is a linearizable register with compare-and-set that begins absent. */
final class LinearizableCheck implements Check {
  private static final Keyword ABSENT = new Keyword("absent");

  /** Keys whose violations are told in full. */
  private static final int TOLD_MAX = 3;

  @Override
  public String name() {
    return "linearizable";
  }

  @Override
  public Result check(Evidence evidence) {
    Model<?> model = new Register(ABSENT, true, Register.NilReads.ARE_VALUES).keyed();
    List<KeyVerdict> keys;
    try {
      keys = Checker.checkKeys(model, History.of(evidence.history()), Budget.standard());
    } catch (HistoryException e) {
      return Result.of(name(), Verdict.UNKNOWN, "This is no history: " + e.getMessage());
    }
    Verdict verdict = Verdict.VALID;
    List<String> lines = new ArrayList<>();
    TreeSet<Long> involved = new TreeSet<>();
    List<Object> wrong = new ArrayList<>();
    List<Object> undecided = new ArrayList<>();
    String sentence = "";
    int operations = 0;
    for (KeyVerdict key : keys) {
      operations += key.operations();
      Object name = key.key().orElse(null);
      switch (key.verdict()) {
        case Linearizable valid -> {}
        case NotLinearizable(Counterexample counterexample) -> {
          verdict = verdict.and(Verdict.INVALID);
          wrong.add(name);
          if (wrong.size() == 1) {
            sentence = counterexample.sentence();
            counterexample.evidence().forEach(op -> mark(op.operation(), involved));
            mark(counterexample.culprit().operation(), involved);
            counterexample.missed().ifPresent(op -> mark(op.operation(), involved));
          }
          if (wrong.size() <= TOLD_MAX) {
            if (!lines.isEmpty()) {
              lines.add("");
            }
            lines.addAll(CounterexampleText.render(counterexample).lines().toList());
          }
        }
        case Unknown unknown -> {
          verdict = verdict.and(Verdict.UNKNOWN);
          undecided.add(name);
          lines.add("key " + EdnPrinter.print(name) + " was not decided: " + unknown.why());
        }
      }
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
                  : sentence + " (" + (wrong.size() - 1) + " more keys are wrong too.)";
          case UNKNOWN, VACUOUS -> "The budget did not suffice for keys " + print(undecided) + ".";
          case VALID -> operations + " operations on " + keys.size() + " keys, all explained.";
        };
    return new Result(name(), verdict, summary, lines, data, List.copyOf(involved));
  }

  private static String print(List<Object> keys) {
    return EdnPrinter.print(keys);
  }

  private static void mark(Operation operation, TreeSet<Long> involved) {
    involved.add(operation.invoked().index());
    involved.add(operation.completed().index());
  }
}
