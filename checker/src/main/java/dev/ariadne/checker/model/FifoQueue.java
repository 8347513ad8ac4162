package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * First in, first out: {@code enqueue} of the value; {@code dequeue}, which answers the oldest. A
 * {@code dequeue} that failed with {@code :error :empty} says that the queue was empty at some
 * moment in between; one of unknown outcome takes the oldest, if there is one.
 */
public record FifoQueue() implements Model<Object> {

  /** The reason under {@code :error} of a {@code dequeue} that found nothing. */
  public static final Keyword EMPTY = new Keyword("empty");

  @Override
  public Object initial() {
    return List.of();
  }

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    List<?> queue = (List<?>) state;
    if (input.f().equals("enqueue")) {
      List<Object> longer = new ArrayList<>(queue.size() + 1);
      longer.addAll(queue);
      longer.add(input.value());
      return Step.to(Collections.unmodifiableList(longer));
    }
    return switch (output) {
      case Output.Ok ok when queue.isEmpty() ->
          Step.refused("dequeue of %s, but the queue was empty", EdnPrinter.print(ok.value()));
      case Output.Ok ok when !queue.get(0).equals(ok.value()) ->
          Step.refused(
              "dequeue of %s, but %s was first",
              EdnPrinter.print(ok.value()), EdnPrinter.print(queue.get(0)));
      case Output.Failed failed when !queue.isEmpty() ->
          Step.refused(
              "dequeue found nothing, but %s was first", EdnPrinter.print(queue.get(0)));
      case Output.Unknown unknown when queue.isEmpty() -> Step.to(state);
      case Output.Failed failed -> Step.to(state);
      case Output.Ok ok -> Step.to(rest(queue));
      case Output.Unknown unknown -> Step.to(rest(queue));
    };
  }

  private static Object rest(List<?> queue) {
    return Collections.unmodifiableList(new ArrayList<>(queue.subList(1, queue.size())));
  }

  @Override
  public boolean observesFailure(Input input, Output.Failed output) {
    return input.f().equals("dequeue") && EMPTY.equals(output.error());
  }

  @Override
  public Access<Object> access(Input input, Output output) {
    switch (input.f()) {
      case "enqueue":
        if (input.value() == null) {
          throw new IllegalArgumentException("expected what to enqueue, found nil");
        }
        return new Access.Updates<>();
      case "dequeue":
        return switch (output) {
          case Output.Ok ok when ok.value() == null ->
              throw new IllegalArgumentException(
                  "expected what was dequeued, found nil; that there was nothing is :fail with"
                      + " :error :empty");
          case Output.Ok ok -> new Access.Other<>();
          case Output.Failed failed -> new Access.Reads<>(List.of());
          case Output.Unknown unknown -> new Access.Updates<>();
        };
      default:
        throw new IllegalArgumentException("expected :enqueue or :dequeue, found :" + input.f());
    }
  }
}
