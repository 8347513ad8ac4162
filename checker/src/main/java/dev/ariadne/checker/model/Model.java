package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.List;
import java.util.Optional;

/**
 * The sequential specification of a system: what operations do if they happen one after another.
 * {@link #initial} and {@link #step} make a model. The other methods only make checking faster or
 * texts better.
 *
 * <p>States are compared with {@code equals}. They may be null and must be immutable. All methods
 * are pure. A method throws {@link IllegalArgumentException} for an operation that the model does
 * not know; the message says what was expected.
 *
 * @param <S> the states
 */
public interface Model<S> {

  /** The state before the first operation. */
  S initial();

  /**
   * Returns what an operation does in a state.
   *
   * @param output {@code Ok}; {@code Unknown}, which means here that the operation happened and its
   *     answer is not known; or {@code Failed}, only if {@link #observesFailure}
   */
  Step<S> step(S state, Input input, Output output);

  /**
   * Returns the key of an operation. A history is split by key, and each key is checked from the
   * initial state. The default is empty: all operations share one state. Either all operations of a
   * history have a key, or none has.
   */
  default Optional<Object> key(Input input) {
    return Optional.empty();
  }

  /**
   * Returns whether a failed operation says something about the state, as a failed compare-and-set
   * does. Such an operation takes effect at a moment between invocation and completion, as an
   * observer. The default is false: a failed operation is dropped.
   */
  default boolean observesFailure(Input input, Output.Failed output) {
    return false;
  }

  /**
   * Returns whether an operation certainly took effect or observed the state: it was answered, or
   * its failure says something.
   */
  default boolean happened(Operation operation) {
    return operation.output() instanceof Output.Ok
        || operation.output() instanceof Output.Failed failed
            && observesFailure(operation.input(), failed);
  }

  /** Returns the effect of an operation, as far as it is the same for all states. */
  default Access<S> access(Input input, Output output) {
    return new Access.Other<>();
  }

  /**
   * Returns whether operations of the kinds {@code Updates} and {@code Other} may lead from one
   * state to another, in any number of steps. It may return false only if that is certain. States
   * that lead to no observed value are then treated as one.
   */
  default boolean reaches(S from, S to) {
    return true;
  }

  /**
   * Returns a decision that needs no search, such as a contradiction because an element that was
   * added is missing. The default is empty: no decision. A contradiction must be certain. An order
   * is replayed before it is used.
   *
   * @param operations the operations of one key, in order of call, with different numbers
   */
  default Optional<Shortcut> shortcut(List<Operation> operations) {
    return Optional.empty();
  }

  /** Returns the operation in words, such as {@code read of 7} or {@code write of 9}. */
  default String describe(Input input, Output output) {
    Object value =
        output instanceof Output.Ok ok && input.value() == null ? ok.value() : input.value();
    if (input.f().equals("cas") && value instanceof List<?> pair && pair.size() == 2) {
      return "cas from " + EdnPrinter.print(pair.get(0)) + " to " + EdnPrinter.print(pair.get(1));
    }
    return input.f() + " of " + EdnPrinter.print(value);
  }

  /**
   * Returns a model of many keys, each of which has this model. Its values are {@code [key value]}.
   */
  default Keyed<S> keyed() {
    return new Keyed<>(this);
  }
}
