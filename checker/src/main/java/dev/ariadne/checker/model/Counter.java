package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The model of a counter: {@code read}; {@code add}, {@code increment} and {@code decrement} by the
 * value, or by 1 without a value; and {@code add-and-get}, which returns the sum. The answers of
 * {@code add}, {@code increment} and {@code decrement} are ignored: some systems return the
 * argument, some the sum.
 *
 * @param initial the value before the first operation. A read returns {@code nil} and {@code
 *     :absent} as they are; an addition takes them as 0
 */
public record Counter(Object initial) implements Model<Object> {

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    Object next = input.f().equals("read") ? state : sum(state, by(input));
    boolean answers = input.f().equals("read") || input.f().equals("add-and-get");
    if (answers && output instanceof Output.Ok ok && !ok.value().equals(next)) {
      return Step.refused(
          () ->
              String.format(
                  "%s returned %s, but the value was %s",
                  input.f(), EdnPrinter.print(ok.value()), EdnPrinter.print(next)));
    }
    return Step.to(next);
  }

  @Override
  public Access<Object> access(Input input, Output output) {
    switch (input.f()) {
      case "read":
        return output instanceof Output.Ok ok
            ? new Access.Reads<>(answer(input, ok))
            : new Access.Nothing<>();
      case "add", "increment", "decrement":
        by(input);
        return new Access.Updates<>();
      case "add-and-get":
        by(input);
        if (output instanceof Output.Ok ok) {
          answer(input, ok);
          return new Access.Other<>();
        }
        return new Access.Updates<>();
      default:
        throw new IllegalArgumentException(
            "expected :read, :add, :increment, :decrement or :add-and-get, found :" + input.f());
    }
  }

  @Override
  public Optional<Shortcut> shortcut(List<Operation> operations) {
    return CounterShortcut.find(initial, operations);
  }

  private static Object answer(Input input, Output.Ok ok) {
    if (ok.value() == null) {
      throw new IllegalArgumentException("expected the answer of :" + input.f() + ", found nil");
    }
    return ok.value();
  }

  static BigInteger by(Input input) {
    BigInteger by =
        switch (input.value()) {
          case Long n -> BigInteger.valueOf(n);
          case BigInteger n -> n;
          case null -> BigInteger.ONE;
          default ->
              throw new IllegalArgumentException(
                  "expected an integer as the value of :"
                      + input.f()
                      + ", found "
                      + EdnPrinter.print(input.value()));
        };
    return input.f().equals("decrement") ? by.negate() : by;
  }

  private static Object sum(Object state, BigInteger by) {
    BigInteger sum =
        switch (state) {
          case Long n -> by.add(BigInteger.valueOf(n));
          case BigInteger n -> by.add(n);
          case null -> by;
          default -> by;
        };
    return sum.bitLength() < Long.SIZE ? (Object) sum.longValue() : sum;
  }
}
