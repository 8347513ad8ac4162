package dev.ariadne.checker.model;

/**
 * What an operation does to a state, known without trying it on every state. It has to agree with
 * {@link Model#step}; the reduction rules of the engine live on it.
 *
 * @param <S> the model's states
 */
public sealed interface Access<S> {

  /** Can happen in any state and changes none: says nothing. */
  record Nothing<S>() implements Access<S> {}

  /** Can happen in this state alone, and does not change it. */
  record Reads<S>(S value) implements Access<S> {}

  /** Can happen in all states but this one, and changes none. */
  record Excludes<S>(S value) implements Access<S> {}

  /** Changes no state; in which ones it can happen only the model can say. */
  record Observes<S>() implements Access<S> {}

  /** Can happen in any state and leads to this one. */
  record Writes<S>(S value) implements Access<S> {}

  /** Can happen in state {@code from} alone and leads to {@code to}. */
  record Swaps<S>(S from, S to) implements Access<S> {}

  /**
   * Can happen in any state and puts an element behind a sequence: a string behind a string, or one
   * element behind a list. Says nothing of states that are neither.
   */
  record Appends<S>(S element) implements Access<S> {}

  /** Can happen in any state; what it leads to depends on the state. */
  record Updates<S>() implements Access<S> {}

  /** Only the model can say anything. */
  record Other<S>() implements Access<S> {}
}
