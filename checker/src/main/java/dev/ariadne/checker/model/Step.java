package dev.ariadne.checker.model;

/**
 * What a model says to an operation in a state.
 *
 * @param <S> the model's states
 */
public sealed interface Step<S> {

  /** It can happen, and leads to this state. */
  record To<S>(S state) implements Step<S> {}

  /**
   * It cannot happen in that state.
   *
   * @param why in words, such as {@code read 7, but the value was 9}
   */
  record Refused<S>(String why) implements Step<S> {}

  /** It can happen, and leads to this state. */
  static <S> Step<S> to(S state) {
    return new To<>(state);
  }

  /** It cannot happen; the arguments are those of {@link String#format}. */
  static <S> Step<S> refused(String format, Object... values) {
    return new Refused<>(String.format(format, values));
  }
}
