package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.List;
import java.util.Optional;

/**
 * What a system promises when operations happen one after another. {@link #initial} and {@link
 * #step} make a model; the rest only makes checking faster or words better.
 *
 * <p>States are compared with {@code equals}, may be null and must not change. All methods are
 * pure. A method throws {@link IllegalArgumentException}, saying what was expected, for an
 * operation that the model does not know.
 *
 * @param <S> states
 */
public interface Model<S> {

  /** The state before the first operation. */
  S initial();

  /**
   * What happens when the operation happens in this state.
   *
   * @param output {@code Ok}; or {@code Unknown}: it did happen, and nobody saw its answer; or
   *     {@code Failed}, only where {@link #observesFailure}
   */
  Step<S> step(S state, Input input, Output output);

  /**
   * The key that an operation touches. A history is split by keys, each checked from the initial
   * state. Empty, the default: all operations share one state. Either all operations of a history
   * have a key or none.
   */
  default Optional<Object> key(Input input) {
    return Optional.empty();
  }

  /**
   * Whether a failed operation says something about the state, as a failed comparison does, and has
   * to have its moment between invocation and completion. False: it is dropped.
   */
  default boolean observesFailure(Input input, Output.Failed output) {
    return false;
  }

  /** Whether it certainly had its moment: it was answered, or its failure says something. */
  default boolean happened(Operation operation) {
    return operation.output() instanceof Output.Ok
        || operation.output() instanceof Output.Failed failed
            && observesFailure(operation.input(), failed);
  }

  /** What the operation does, as far as that can be said for all states at once. */
  default Access<S> access(Input input, Output output) {
    return new Access.Other<>();
  }

  /**
   * Whether operations of the kinds {@code Updates} and {@code Other} may ever lead from one state
   * to another. False only if they certainly never do: then a state that leads to nothing that
   * anybody saw need not be told from others like it.
   */
  default boolean reaches(S from, S to) {
    return true;
  }

  /**
   * What can be said of operations without any search, such as that an element is missing which had
   * been added before. Empty, the default: nothing. A contradiction has to be certain; an order is
   * replayed before anybody relies on it.
   *
   * @param operations of one key, in order of call, their numbers all different
   */
  default Optional<Shortcut> shortcut(List<Operation> operations) {
    return Optional.empty();
  }

  /** The operation in words, such as {@code read of 7} or {@code write of 9}. */
  default String describe(Input input, Output output) {
    Object value =
        output instanceof Output.Ok ok && input.value() == null ? ok.value() : input.value();
    if (input.f().equals("cas") && value instanceof List<?> pair && pair.size() == 2) {
      return "cas from " + EdnPrinter.print(pair.get(0)) + " to " + EdnPrinter.print(pair.get(1));
    }
    return input.f() + " of " + EdnPrinter.print(value);
  }

  /** This model once for each key: all values are then {@code [key value]}. */
  default Keyed<S> keyed() {
    return new Keyed<>(this);
  }
}
