package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The model of a set: {@code add} and {@code remove} of a value, whether the set has it or not;
 * {@code contains}, which returns true or false; and {@code read}, which returns all elements, as a
 * set or a list in any order.
 *
 * @param removes whether {@code remove} is among the operations; without it the search is shorter
 */
public record SetModel(boolean removes) implements Model<Object> {

  @Override
  public Object initial() {
    return PersistentSet.EMPTY;
  }

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    PersistentSet set = (PersistentSet) state;
    switch (input.f()) {
      case "add":
        return Step.to(set.with(input.value(), true));
      case "remove":
        return Step.to(set.with(input.value(), false));
      case "contains":
        return !(output instanceof Output.Ok ok) || ok.value().equals(set.contains(input.value()))
            ? Step.to(state)
            : Step.refused(
                () ->
                    String.format(
                        "contains of %s returned %s, but the set was %s",
                        EdnPrinter.print(input.value()), ok.value(), set));
      default:
        return !(output instanceof Output.Ok ok) || elements(ok).equals(set)
            ? Step.to(state)
            : Step.refused(
                () ->
                    String.format(
                        "read returned %s, but the set was %s", EdnPrinter.print(ok.value()), set));
    }
  }

  /** The elements of a read. A read with an element twice equals no set. */
  private static Object elements(Output.Ok ok) {
    Collection<?> seen = (Collection<?>) ok.value();
    boolean distinct = new HashSet<Object>(seen).size() == seen.size();
    return distinct ? PersistentSet.of(seen) : seen;
  }

  @Override
  public Access<Object> access(Input input, Output output) {
    switch (input.f()) {
      case "add":
        return new Access.Updates<>();
      case "remove":
        if (removes) {
          return new Access.Updates<>();
        }
        break;
      case "contains":
        return output instanceof Output.Ok ok
            ? observes(input, ok.value() instanceof Boolean, "true or false", ok)
            : new Access.Nothing<>();
      case "read":
        if (output instanceof Output.Ok ok) {
          observes(input, ok.value() instanceof Collection<?>, "a set or a vector", ok);
          return new Access.Reads<>(elements(ok));
        }
        return new Access.Nothing<>();
      default:
        break;
    }
    throw new IllegalArgumentException(
        "expected :add, "
            + (removes ? ":remove, " : "")
            + ":contains or :read, found :"
            + input.f());
  }

  private static Access<Object> observes(Input input, boolean right, String what, Output.Ok ok) {
    if (!right) {
      throw new IllegalArgumentException(
          String.format(
              "expected %s as the answer of :%s, found %s",
              what, input.f(), EdnPrinter.print(ok.value())));
    }
    return new Access.Observes<>();
  }

  @Override
  public Optional<Shortcut> shortcut(List<Operation> operations) {
    return SetShortcut.find(operations);
  }

  @Override
  public boolean reaches(Object from, Object to) {
    return removes || to instanceof PersistentSet later && later.containsAll((PersistentSet) from);
  }
}
