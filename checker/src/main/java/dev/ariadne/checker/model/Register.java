package dev.ariadne.checker.model;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;

/**
 * The model of a register: {@code read}, {@code write}, and {@code cas} with {@code [old new]}.
 *
 * <p>A {@code cas} whose comparison failed ({@code :error :cas-mismatch}) says that the value was
 * not {@code old} at some moment between its invocation and its completion. All other failures are
 * dropped.
 *
 * @param initial the value before the first write, such as {@code nil} or {@code :absent}
 * @param cas whether compare-and-set is among the operations
 * @param nilReads the meaning of a read that returned {@code nil}
 */
public record Register(Object initial, boolean cas, NilReads nilReads) implements Model<Object> {

  /** The meaning of a read that returned {@code nil}. */
  public enum NilReads {
    /** The read says nothing about the value, as in Knossos. */
    LEARN_NOTHING,
    /** The value was {@code nil}, as in Jepsen's log lines. */
    ARE_VALUES
  }

  /** A register with compare-and-set that reads {@code nil} as Knossos does. */
  public static Register withCas(Object initial) {
    return new Register(initial, true, NilReads.LEARN_NOTHING);
  }

  /** A register without compare-and-set that reads {@code nil} as Knossos does. */
  public static Register plain(Object initial) {
    return new Register(initial, false, NilReads.LEARN_NOTHING);
  }

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    return SingleValueSteps.step(access(input, output), state, input.f());
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
        return SingleValueSteps.write(input, output);
      case "cas":
        if (cas) {
          return SingleValueSteps.cas(input, output);
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
}
