package dev.ariadne.checker.explain;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.explain.Counterexample.Described;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Model;
import java.util.Optional;

/** Operations, states and keys in words. */
final class Wording {

  private final Model<?> model;

  Wording(Model<?> model) {
    this.model = model;
  }

  Described describe(Operation operation) {
    String what = model.describe(operation.input(), operation.output());
    String suffix =
        switch (operation.output()) {
          case Output.Ok ok -> "";
          case Output.Failed failed -> ", failed";
          case Output.Unknown unknown -> ", outcome unknown";
        };
    return new Described(
        operation,
        String.format(
            "%s by process %d (%s%s)", what, operation.process(), operation.place(), suffix));
  }

  static String state(Object state) {
    try {
      return EdnPrinter.print(state);
    } catch (IllegalArgumentException e) {
      return state.toString(); // A state of a user's own model need be no EDN.
    }
  }

  /** In front of a sentence. */
  static String key(Optional<Object> key) {
    return key.map(k -> "key " + state(k) + ": ").orElse("");
  }
}
