package dev.ariadne.checker.model;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.Input;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.util.List;
import java.util.Optional;

/**
 * The model of a first-in-first-out queue: {@code enqueue} of a value, and {@code dequeue}, which
 * returns the oldest element. A {@code dequeue} that failed with {@code :error :empty} says that
 * the queue was empty at some moment between its invocation and its completion. A {@code dequeue}
 * of unknown outcome takes the oldest element, if there is one. For {@code drain} see {@link
 * dev.ariadne.checker.history.Drains}.
 */
public record FifoQueue() implements Model<Object> {

  /** The value of {@code :error} of a {@code dequeue} that found the queue empty. */
  public static final Keyword EMPTY = new Keyword("empty");

  @Override
  public Object initial() {
    return PersistentQueue.EMPTY;
  }

  @Override
  public Step<Object> step(Object state, Input input, Output output) {
    PersistentQueue queue = (PersistentQueue) state;
    if (input.f().equals("enqueue")) {
      return Step.to(queue.with(input.value()));
    }
    return switch (output) {
      case Output.Ok ok when queue.isEmpty() ->
          Step.refused(
              () ->
                  String.format(
                      "dequeue returned %s, but the queue was empty",
                      EdnPrinter.print(ok.value())));
      case Output.Ok ok when !queue.first().equals(ok.value()) ->
          Step.refused(
              () ->
                  String.format(
                      "dequeue returned %s, but %s was first",
                      EdnPrinter.print(ok.value()), EdnPrinter.print(queue.first())));
      case Output.Failed failed when !queue.isEmpty() ->
          Step.refused(
              () ->
                  String.format(
                      "dequeue found the queue empty, but %s was first",
                      EdnPrinter.print(queue.first())));
      case Output.Unknown unknown when queue.isEmpty() -> Step.to(state);
      case Output.Failed failed -> Step.to(state);
      case Output.Ok ok -> Step.to(queue.rest());
      case Output.Unknown unknown -> Step.to(queue.rest());
    };
  }

  @Override
  public Optional<Shortcut> shortcut(List<Operation> operations) {
    return QueueShortcut.find(operations);
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
          throw new IllegalArgumentException("expected the element to enqueue, found nil");
        }
        return new Access.Updates<>();
      case "dequeue":
        return switch (output) {
          case Output.Ok ok when ok.value() == null ->
              throw new IllegalArgumentException(
                  "expected the element that was dequeued, found nil; write an empty queue as :fail"
                      + " with :error :empty");
          case Output.Ok ok -> new Access.Other<>();
          case Output.Failed failed -> new Access.Reads<>(PersistentQueue.EMPTY);
          case Output.Unknown unknown -> new Access.Updates<>();
        };
      default:
        throw new IllegalArgumentException(
            "expected :enqueue, :dequeue or :drain, found :" + input.f());
    }
  }
}
