package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;

/**
 * The model of a lock: {@code acquire} and {@code release}. Their value names the holder; then only
 * the holder can release the lock. Without a value, any process can.
 */
public record Mutex() implements Model<Object> {

  /** The state of a lock that is free. */
  public static final Keyword FREE = new Keyword("free");

  /** The state of a lock whose holder has no name. */
  public static final Keyword HELD = new Keyword("held");

  @Override
  public Object initial() {
    return FREE;
  }

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    return SingleValueSteps.step(access(input, output), state, input.f());
  }

  @Override
  public Access<Object> access(Input input, Output output) {
    Object holder = input.value() == null ? HELD : input.value();
    return switch (input.f()) {
      case "acquire" -> new Access.Swaps<>(FREE, holder);
      case "release" -> new Access.Swaps<>(holder, FREE);
      default ->
          throw new IllegalArgumentException("expected :acquire or :release, found :" + input.f());
    };
  }

  @Override
  public String describe(Input input, Output output) {
    return input.value() == null ? input.f() : Model.super.describe(input, output);
  }
}
