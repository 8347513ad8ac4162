package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import java.util.List;

/** The steps that models whose state is a single value have in common. */
final class SingleValueSteps {

  private SingleValueSteps() {}

  static Access<Object> write(Input input, Output output) {
    if (output instanceof Output.Ok ok && ok.value() != null && !ok.value().equals(input.value())) {
      throw new IllegalArgumentException(
          String.format(
              "expected the :%s of %s to be completed with the same value, found %s",
              input.f(), EdnPrinter.print(input.value()), EdnPrinter.print(ok.value())));
    }
    return new Access.Writes<>(input.value());
  }

  static Access<Object> cas(Input input, Output output) {
    if (!(input.value() instanceof List<?> pair) || pair.size() != 2) {
      throw new IllegalArgumentException(
          "expected [old new] as the value of :cas, found " + EdnPrinter.print(input.value()));
    }
    if (output instanceof Output.Ok ok && ok.value() != null && !ok.value().equals(pair)) {
      throw new IllegalArgumentException(
          String.format(
              "expected the :cas of %s to be completed with the same value, found %s",
              EdnPrinter.print(pair), EdnPrinter.print(ok.value())));
    }
    return output instanceof Output.Failed
        ? new Access.Excludes<>(pair.get(0))
        : new Access.Swaps<>(pair.get(0), pair.get(1));
  }

  static Step<Object> step(Access<Object> access, Object state, String f) {
    if (access instanceof Access.Nothing<Object>) {
      return Step.to(state);
    }
    if (access instanceof Access.Writes<Object> w) {
      return Step.to(w.value());
    }
    if (access instanceof Access.Reads<Object> r) {
      return same(r.value(), state)
          ? Step.to(state)
          : Step.refused(
              () ->
                  String.format(
                      "%s returned %s, but the value was %s",
                      f, EdnPrinter.print(r.value()), EdnPrinter.print(state)));
    }
    if (access instanceof Access.Excludes<Object> e) {
      return same(e.value(), state)
          ? Step.refused(
              () ->
                  String.format(
                      "%s expected %s and failed, but the value was %s",
                      f, EdnPrinter.print(e.value()), EdnPrinter.print(e.value())))
          : Step.to(state);
    }
    if (access instanceof Access.Swaps<Object> s) {
      return same(s.from(), state)
          ? Step.to(s.to())
          : Step.refused(
              () ->
                  String.format(
                      "%s expected %s, but the value was %s",
                      f, EdnPrinter.print(s.from()), EdnPrinter.print(state)));
    }
    throw new IllegalArgumentException("not a plain value");
  }

  private static boolean same(Object left, Object right) {
    return left == null ? right == null : left.equals(right);
  }
}
