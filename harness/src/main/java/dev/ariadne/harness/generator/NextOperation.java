package dev.ariadne.harness.generator;

import java.util.function.UnaryOperator;

/** A generator's answer to a question. */
public sealed interface NextOperation {

  /** There are no further operations, ever. */
  record Exhausted() implements NextOperation {}

  /**
   * There is no operation now. Ask again after any event, or at {@code until}.
   *
   * @param until nanoseconds of test time; {@link #EVENT} if only an event can change the answer
   */
  record Pending(long until, Generator then) implements NextOperation {}

  /** Begin this operation, and continue with another generator. */
  record Emit(Invocation invocation, Generator then) implements NextOperation {}

  /** Show this text to the person who watches, and continue with another generator. */
  record Note(String text, Generator then) implements NextOperation {}

  /** Later than any time: only an event can change the answer. */
  long EVENT = Long.MAX_VALUE;

  /** The same answer, with its next generator wrapped. */
  default NextOperation then(UnaryOperator<Generator> wrap) {
    return switch (this) {
      case Exhausted exhausted -> exhausted;
      case Pending(long until, Generator then) -> new Pending(until, wrap.apply(then));
      case Emit(Invocation invocation, Generator then) -> new Emit(invocation, wrap.apply(then));
      case Note(String text, Generator then) -> new Note(text, wrap.apply(then));
    };
  }
}
