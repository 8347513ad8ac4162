package dev.ariadne.checker.history;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Replaces each {@code :drain}, which empties a queue, by dequeues. A drain that was answered
 * becomes a {@code :dequeue} of each element of its answer, in that order, and one more that found
 * nothing ({@code :error :empty}). A drain that failed took nothing. A drain of unknown outcome may
 * have taken any number of elements.
 *
 * <p>If no other operation works on the queue during a drain, its dequeues follow each other at its
 * end. Otherwise they happen between its beginning and its end, in any order.
 */
public final class Drains {

  private static final String DRAIN = "drain";
  private static final String DEQUEUE = "dequeue";
  private static final Keyword EMPTY = new Keyword("empty");

  private final History history;
  private final List<Operation> operations;
  private final boolean keyed;
  private final List<Operation> parts = new ArrayList<>();

  private Drains(History history, boolean keyed) {
    this.history = history;
    this.operations = history.operations();
    this.keyed = keyed;
  }

  /** Returns whether a history has a drain. */
  public static boolean in(History history) {
    return history.operations().stream().anyMatch(o -> o.input().f().equals(DRAIN));
  }

  /**
   * Returns the history without drains.
   *
   * @param keyed whether values are {@code [key value]}
   * @throws HistoryException if the answer of a drain is not a collection
   */
  public static History expand(History history, boolean keyed) throws HistoryException {
    return in(history) ? new Drains(history, keyed).expand() : history;
  }

  /** A moment of the history: the call or the return of an operation of the result. */
  private record Moment(int position, int within, int part, boolean call) {}

  private History expand() throws HistoryException {
    List<Moment> moments = new ArrayList<>();
    for (Operation o : operations) {
      if (!o.input().f().equals(DRAIN)) {
        part(o, o.input(), o.output(), moments, 0, 0);
        continue;
      }
      switch (o.output()) {
        case Output.Failed failed -> {}
        case Output.Unknown unknown -> {
          for (int i = mayBeLeft(o); i > 0; i--) {
            part(o, dequeue(o), unknown, moments, i, 0);
          }
        }
        case Output.Ok ok -> answered(o, elements(o, ok), moments);
      }
    }
    moments.sort(Comparator.comparingInt(Moment::position).thenComparingInt(Moment::within));
    int[] call = new int[parts.size()];
    int[] ret = new int[parts.size()];
    Arrays.fill(ret, Operation.NEVER);
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      (moment.call() ? call : ret)[moment.part()] = i;
    }
    Integer[] byCall = new Integer[parts.size()];
    Arrays.setAll(byCall, i -> i);
    Arrays.sort(byCall, Comparator.comparingInt(i -> call[i]));
    List<Operation> all = new ArrayList<>(parts.size());
    for (int i : byCall) {
      Operation o = parts.get(i);
      all.add(
          new Operation(
              all.size(),
              o.process(),
              o.input(),
              o.output(),
              call[i],
              ret[i],
              o.invoked(),
              o.completed()));
    }
    return new History(history.source(), Collections.unmodifiableList(all));
  }

  private void answered(Operation drain, Collection<?> elements, List<Moment> moments) {
    boolean alone = alone(drain);
    int number = 0;
    for (Object element : elements) {
      Object value = keyed ? Arrays.asList(key(drain), element) : element;
      one(drain, new Output.Ok(value), moments, number++, alone);
    }
    one(drain, new Output.Failed(EMPTY), moments, number, alone);
  }

  private void one(
      Operation drain, Output output, List<Moment> moments, int number, boolean alone) {
    part(drain, dequeue(drain), output, moments, alone ? -1 : number, 2 * number);
  }

  /**
   * An operation of the result.
   *
   * @param begins its place among those that begin where the original does; -1: just before it ends
   * @param ends its place, and that before it, among those that end where the original does
   */
  private void part(
      Operation o, Input input, Output output, List<Moment> moments, int begins, int ends) {
    int part = parts.size();
    parts.add(
        new Operation(
            part, o.process(), input, output, o.call(), o.ret(), o.invoked(), o.completed()));
    moments.add(
        begins < 0
            ? new Moment(o.ret(), ends, part, true)
            : new Moment(o.call(), begins, part, true));
    if (o.ret() != Operation.NEVER) {
      moments.add(new Moment(o.ret(), ends + 1, part, false));
    }
  }

  private Input dequeue(Operation drain) {
    return new Input(DEQUEUE, drain.input().value());
  }

  private Object key(Operation drain) {
    return drain.input().value() instanceof List<?> pair && !pair.isEmpty() ? pair.get(0) : null;
  }

  /**
   * Returns whether no other operation takes from the queue, or certainly adds to it, during a
   * drain. All that such a drain did can have happened at its end.
   */
  private boolean alone(Operation drain) {
    for (Operation o : operations) {
      boolean takes = o.input().f().equals(DEQUEUE) || o.input().f().equals(DRAIN);
      boolean matters = takes || o.output() instanceof Output.Ok;
      if (matters && o != drain && o.call() < drain.ret() && o.ret() > drain.call()) {
        return false;
      }
    }
    return true;
  }

  /** No more than what was enqueued and is not known to have been taken out. */
  private int mayBeLeft(Operation drain) throws HistoryException {
    int left = 0;
    for (Operation o : operations) {
      if (keyed
          && !(o.input().value() instanceof List<?> pair
              && !pair.isEmpty()
              && Objects.equals(pair.get(0), key(drain)))) {
        continue;
      }
      if (o.input().f().equals("enqueue") && !(o.output() instanceof Output.Failed)) {
        left++;
      } else if (o.output() instanceof Output.Ok ok) {
        left -= o.input().f().equals(DRAIN) ? elements(o, ok).size() : 1;
      }
    }
    return Math.max(0, left);
  }

  private Collection<?> elements(Operation drain, Output.Ok ok) throws HistoryException {
    Object value =
        keyed && ok.value() instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : ok.value();
    if (value == null) {
      return List.of();
    }
    if (value instanceof Collection<?> elements) {
      return elements;
    }
    Operation.Place place = drain.completed();
    throw new HistoryException(
        history.source(),
        place.line(),
        (place.line() > 0 ? "" : place + ": ")
            + "expected a list of elements as the answer of :drain, found "
            + EdnPrinter.print(ok.value()));
  }
}
