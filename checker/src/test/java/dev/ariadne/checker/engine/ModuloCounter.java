package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.model.Model;
import dev.ariadne.checker.model.Step;

/** Counts modulo 4, so that states recur. */
record ModuloCounter(boolean saysWhatItKnows) implements Model<Object> {

  @Override
  public Object initial() {
    return 0L;
  }

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    long now = (Long) state;
    Object answer = output instanceof Output.Ok ok ? ok.value() : null;
    return switch (input.f()) {
      case "read" -> answer(answer, now, now);
      case "even" -> answer(answer, now % 2 == 0, now);
      case "add" -> Step.to((now + (Long) input.value()) % 4);
      case "add-and-get" -> {
        long sum = (now + (Long) input.value()) % 4;
        yield answer(answer, sum, sum);
      }
      default -> throw new IllegalArgumentException(input.f());
    };
  }

  private static Step<Object> answer(Object seen, Object right, long next) {
    return seen == null || seen.equals(right)
        ? Step.to(next)
        : Step.refused("saw %s, but it was %s", seen, right);
  }

  @Override
  public Access<Object> access(Input input, Output output) {
    if (!saysWhatItKnows) {
      return new Access.Other<>();
    }
    return switch (input.f()) {
      case "read" ->
          output instanceof Output.Ok ok && ok.value() != null
              ? new Access.Reads<>(ok.value())
              : new Access.Nothing<>();
      case "even" -> new Access.Observes<>();
      case "add" -> new Access.Updates<>();
      default -> new Access.Other<>();
    };
  }
}
