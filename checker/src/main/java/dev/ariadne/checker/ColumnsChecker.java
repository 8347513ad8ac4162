package dev.ariadne.checker;

import dev.ariadne.checker.engine.Engine;
import dev.ariadne.checker.engine.Meter;
import dev.ariadne.checker.engine.Outcome;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Register;
import dev.ariadne.checker.unique.Columns;
import dev.ariadne.checker.unique.Decision;
import java.util.ArrayList;
import java.util.List;

/** Decides whether the history of one register, given as columns, is linearizable. */
public final class ColumnsChecker {

  private ColumnsChecker() {}

  /**
   * Decides. If no value is written twice, this takes nearly linear time and {@link Columns#bytes}.
   * If values repeat, or if failed compare-and-sets fit into no order that was tried, the general
   * engine decides. It takes some hundred bytes for each operation.
   *
   * @param initial the register's value before the first operation
   * @return the decision; {@code Open} only if the budget was too small or the check was cancelled
   */
  public static Decision check(Columns columns, long initial, Budget budget) {
    if (columns.bytes() > budget.bytes() || columns.size() > budget.steps()) {
      return new Decision.Open("the budget is too small for " + columns.size() + " operations");
    }
    Decision decision = columns.decide(initial);
    if (!(decision instanceof Decision.Open)) {
      return decision;
    }
    Meter meter =
        new Meter(
            budget.steps() - columns.size(), budget.bytes() - columns.bytes(), budget.cancelled());
    return switch (Engine.run(Register.withCas(initial), operations(columns), meter)) {
      case Outcome.Explained explained -> new Decision.Ordered(numbers(explained.order()));
      case Outcome.Inexplicable no ->
          new Decision.Refuted("no order explains the operations", numbers(no.evidence()));
      case Outcome.GaveUp gaveUp -> new Decision.Open(gaveUp.why());
    };
  }

  private static int[] numbers(List<Operation> operations) {
    return operations.stream().mapToInt(Operation::number).toArray();
  }

  /** The columns as operations of {@link Register#withCas}, without those that say nothing. */
  public static List<Operation> operations(Columns columns) {
    List<Operation> operations = new ArrayList<>(columns.size());
    for (int o = 0; o < columns.size(); o++) {
      long value = columns.value(o);
      boolean unknown = columns.ret(o) == Columns.NEVER;
      Operation.Place place = new Operation.Place(-1, 0, columns.call(o));
      Input input;
      Output output;
      switch (columns.kind(o)) {
        case Columns.READ -> {
          input = new Input("read", null);
          output = new Output.Ok(value);
        }
        case Columns.WRITE -> {
          input = new Input("write", value);
          output = new Output.Ok(value);
        }
        case Columns.CAS -> {
          input = new Input("cas", List.of(columns.expected(o), value));
          output = new Output.Ok(input.value());
        }
        case Columns.CAS_MISMATCH -> {
          input = new Input("cas", List.of(columns.expected(o), value));
          output = new Output.Failed(Output.CAS_MISMATCH);
        }
        default -> {
          continue;
        }
      }
      operations.add(
          new Operation(
              o,
              columns.process(o),
              input,
              unknown ? new Output.Unknown() : output,
              columns.call(o),
              columns.ret(o),
              place,
              place));
    }
    return operations;
  }
}
