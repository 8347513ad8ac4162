package dev.ariadne.checker.model;

import java.util.function.Supplier;

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
   * @param reason gives the reason in words, such as {@code read returned 7, but the value was 9};
   *     hardly ever asked, for a search refuses often and explains little
   */
  record Refused<S>(Supplier<String> reason) implements Step<S> {

    /** In words. */
    public String why() {
      return reason.get();
    }
  }

  /** It can happen, and leads to this state. */
  static <S> Step<S> to(S state) {
    return new To<>(state);
  }

  /** It cannot happen; the arguments are those of {@link String#format}. */
  static <S> Step<S> refused(String format, Object... values) {
    return new Refused<>(() -> String.format(format, values));
  }

  /** It cannot happen, for a reason that takes some work to put into words. */
  static <S> Step<S> refused(Supplier<String> reason) {
    return new Refused<>(reason);
  }
}
