package dev.ariadne.checker.model;

import java.util.function.Supplier;

/**
 * A model's answer to an operation in a state.
 *
 * @param <S> the model's states
 */
public sealed interface Step<S> {

  /** The operation can happen, and leads to this state. */
  record To<S>(S state) implements Step<S> {}

  /**
   * The operation cannot happen in that state.
   *
   * @param reason makes the reason in words, such as {@code read returned 7, but the value was 9}.
   *     It is rarely called: a search refuses often and explains little
   */
  record Refused<S>(Supplier<String> reason) implements Step<S> {

    /** The reason in words. */
    public String why() {
      return reason.get();
    }
  }

  /** The operation can happen, and leads to this state. */
  static <S> Step<S> to(S state) {
    return new To<>(state);
  }

  /** The operation cannot happen. The arguments are those of {@link String#format}. */
  static <S> Step<S> refused(String format, Object... values) {
    return new Refused<>(() -> String.format(format, values));
  }

  /** The operation cannot happen. The reason is put into words only when it is needed. */
  static <S> Step<S> refused(Supplier<String> reason) {
    return new Refused<>(reason);
  }
}
