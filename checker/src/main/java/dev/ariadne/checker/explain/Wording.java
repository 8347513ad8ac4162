package dev.ariadne.checker.explain;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.SafeText;
import dev.ariadne.checker.explain.Counterexample.Described;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes operations, states and keys in words. */
final class Wording {

  /** The most characters of a value or a state. */
  static final int VALUE_CHARS_MAX = 200;

  /** The most characters of a key. */
  private static final int KEY_CHARS_MAX = 100;

  private final Model<?> model;
  // Only looked up, never iterated.
  private final Map<Integer, Operation> originals = new HashMap<>();

  /**
   * A description of some operations.
   *
   * @param operations the operations with all facts
   */
  Wording(Model<?> model, List<Operation> operations) {
    this.model = model;
    operations.forEach(operation -> originals.put(operation.number(), operation));
  }

  /** Returns the operation with all facts, given it or a weakened form of it. */
  Operation original(Operation weaker) {
    return originals.get(weaker.number());
  }

  /** Describes the operation with all facts, given it or a weakened form of it. */
  Described describe(Operation weaker) {
    Operation operation = original(weaker);
    String what = cut(model.describe(operation.input(), operation.output()));
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

  String text(Operation operation) {
    return describe(operation).text();
  }

  /** Whether an operation, if it happened, may have changed the state. */
  static boolean mayChange(Model<Object> model, Operation operation) {
    return switch (model.access(operation.input(), new Output.Unknown())) {
      case Access.Nothing<Object> a -> false;
      case Access.Reads<Object> a -> false;
      case Access.Excludes<Object> a -> false;
      case Access.Observes<Object> a -> false;
      case Access.Writes<Object> a -> true;
      case Access.Swaps<Object> a -> true;
      case Access.Appends<Object> a -> true;
      case Access.Updates<Object> a -> true;
      case Access.Other<Object> a -> true;
    };
  }

  static String state(Object state) {
    return cut(whole(state));
  }

  private static String whole(Object state) {
    try {
      return EdnPrinter.print(state);
    } catch (IllegalArgumentException e) {
      return state.toString(); // A state of a user's own model need be no EDN.
    }
  }

  /** Values can be of any length, and can have anything in them. */
  static String cut(String text) {
    return SafeText.escaped(SafeText.cut(text, VALUE_CHARS_MAX));
  }

  /** In front of a sentence. */
  static String key(Optional<Object> key) {
    return key.map(k -> "key " + SafeText.escaped(SafeText.cut(whole(k), KEY_CHARS_MAX)) + ": ")
        .orElse("");
  }
}
