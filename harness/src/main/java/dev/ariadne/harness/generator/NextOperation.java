package dev.ariadne.harness.generator;

import java.util.function.UnaryOperator;

/** What a generator says when it is asked. */
public sealed interface NextOperation {

  /** Nothing to do any more, ever. */
  record Exhausted() implements NextOperation {}

  /**
   * Nothing now. Ask again after any event, or when it is {@code until}.
   *
   * @param until nanoseconds of test time; {@link #EVENT} if only an event can change the answer
   */
  record Pending(long until, Generator then) implements NextOperation {}

  /** Begin this operation, and go on with another generator. */
  record Emit(Invocation invocation, Generator then) implements NextOperation {}

  /** Tell whoever watches, and go on with another generator. */
  record Note(String text, Generator then) implements NextOperation {}

  /** Later than any time: only an event can change the answer. */
  long EVENT = Long.MAX_VALUE;

  /** The same answer, with what comes after it wrapped. */
  default NextOperation then(UnaryOperator<Generator> wrap) {
    return switch (this) {
      case Exhausted exhausted -> exhausted;
      case Pending(long until, Generator then) -> new Pending(until, wrap.apply(then));
      case Emit(Invocation invocation, Generator then) -> new Emit(invocation, wrap.apply(then));
      case Note(String text, Generator then) -> new Note(text, wrap.apply(then));
    };
  }
}
