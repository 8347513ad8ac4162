package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import java.util.List;

/**
 * One value: {@code read}, {@code write}, and {@code cas} with {@code [old new]}.
 *
 * <p>A {@code cas} that failed because the comparison did ({@code :error :cas-mismatch}) says that
 * the value was not {@code old} at some moment in between. All other failures are dropped.
 *
 * @param initial the value before the first write, such as {@code nil} or {@code :absent}
 * @param cas whether compare-and-set is among the operations
 * @param nilReads what it means to have read {@code nil}
 */
public record Register(Object initial, boolean cas, NilReads nilReads) implements Model<Object> {

  /** What it means that a read answered {@code nil}. */
  public enum NilReads {
    /** As Knossos has it: the read learned nothing, any value will do. */
    LEARN_NOTHING,
    /** As Jepsen's log lines have it: the value was {@code nil}. */
    ARE_VALUES
  }

  /** A register with compare-and-set as Knossos has it. */
  public static Register withCas(Object initial) {
    return new Register(initial, true, NilReads.LEARN_NOTHING);
  }

  /** A register without compare-and-set as Knossos has it. */
  public static Register plain(Object initial) {
    return new Register(initial, false, NilReads.LEARN_NOTHING);
  }

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    return Steps.of(access(input, output), state, input.f());
  }

  @Override
  public boolean observesFailure(Input input, Output.Failed output) {
    return cas && input.f().equals("cas") && Output.CAS_MISMATCH.equals(output.error());
  }

  @Override
  public Access<Object> access(Input input, Output output) {
    switch (input.f()) {
      case "read":
        return read(output);
      case "write":
        return Steps.write(input, output);
      case "cas":
        if (cas) {
          return Steps.cas(input, output);
        }
        break;
      default:
        break;
    }
    throw new IllegalArgumentException(
        "expected :read" + (cas ? ", :write or :cas" : " or :write") + ", found :" + input.f());
  }

  private Access<Object> read(Output output) {
    if (output instanceof Output.Ok ok && (ok.value() != null || nilReads == NilReads.ARE_VALUES)) {
      return new Access.Reads<>(ok.value());
    }
    return new Access.Nothing<>();
  }

  /** Shared with the other models whose states are plain values. */
  static final class Steps {

    private Steps() {}

    static Access<Object> write(Input input, Output output) {
      if (output instanceof Output.Ok ok
          && ok.value() != null
          && !ok.value().equals(input.value())) {
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

    static Step<Object> of(Access<Object> access, Object state, String f) {
      return switch (access) {
        case Access.Nothing<Object> n -> Step.to(state);
        case Access.Writes<Object> w -> Step.to(w.value());
        case Access.Reads<Object> r ->
            same(r.value(), state)
                ? Step.to(state)
                : Step.refused(
                    "%s %s, but the value was %s",
                    f, EdnPrinter.print(r.value()), EdnPrinter.print(state));
        case Access.Excludes<Object> e ->
            same(e.value(), state)
                ? Step.refused(
                    "%s expected %s and failed, but the value was just that",
                    f, EdnPrinter.print(e.value()))
                : Step.to(state);
        case Access.Swaps<Object> s ->
            same(s.from(), state)
                ? Step.to(s.to())
                : Step.refused(
                    "%s expected %s, but the value was %s",
                    f, EdnPrinter.print(s.from()), EdnPrinter.print(state));
        case Access.Observes<Object> o -> throw new IllegalArgumentException("not a plain value");
        case Access.Appends<Object> a -> throw new IllegalArgumentException("not a plain value");
        case Access.Updates<Object> u -> throw new IllegalArgumentException("not a plain value");
        case Access.Other<Object> o -> throw new IllegalArgumentException("not a plain value");
      };
    }

    private static boolean same(Object left, Object right) {
      return left == null ? right == null : left.equals(right);
    }
  }
}
