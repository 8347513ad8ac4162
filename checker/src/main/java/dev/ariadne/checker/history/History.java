package dev.ariadne.checker.history;

import dev.ariadne.checker.history.Operation.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of clients, paired from the lines of a history. Entries of others than clients (a
 * nemesis) are passed over. An invocation without completion has an unknown outcome.
 */
public final class History {

  private final String source;
  private final List<Operation> operations;

  private History(String source, List<Operation> operations) {
    this.source = source;
    this.operations = Collections.unmodifiableList(operations);
  }

  /**
   * A line of a history and where it was found.
   *
   * @param line from 1; 0 if there is no file
   */
  public record Entry(Op op, int line) {}

  /**
   * Pairs a history that is in memory.
   *
   * @throws HistoryException as {@link #of(String, List)}
   */
  public static History of(List<Op> ops) throws HistoryException {
    List<Entry> entries = new ArrayList<>(ops.size());
    for (Op op : ops) {
      entries.add(new Entry(op, 0));
    }
    return of("history", entries);
  }

  /**
   * Pairs invocations with completions.
   *
   * @param source names the history in errors
   * @throws HistoryException if a completion has no invocation or another f, a process begins an
   *     operation while one of its own is open, or is used again after an unknown outcome
   */
  public static History of(String source, List<Entry> entries) throws HistoryException {
    Pairing pairing = new Pairing(source, entries.size());
    for (int i = 0; i < entries.size(); i++) {
      pairing.add(i, entries.get(i));
    }
    return new History(source, pairing.finish());
  }

  /** The file, or what else the history is called. */
  public String source() {
    return source;
  }

  /** All operations, in order of invocation. */
  public List<Operation> operations() {
    return operations;
  }

  /** Whether a datum is, or is within, what some operation was asked or answered. */
  public boolean mentions(Object datum) {
    for (Operation operation : operations) {
      if (within(operation.input().value(), datum)
          || operation.output() instanceof Output.Ok ok && within(ok.value(), datum)) {
        return true;
      }
    }
    return false;
  }

  private static boolean within(Object value, Object datum) {
    return datum.equals(value)
        || value instanceof List<?> items && items.stream().anyMatch(item -> within(item, datum));
  }

  /** Reads entries one by one; knows what each process is doing. */
  private static final class Pairing {

    private final String source;
    private final List<Operation> operations;
    // Only looked up, never iterated.
    private final Map<Long, Integer> open = new HashMap<>();
    private final Map<Long, Place> retired = new HashMap<>();

    Pairing(String source, int entries) {
      this.source = source;
      this.operations = new ArrayList<>(entries / 2 + 1);
    }

    void add(int position, Entry entry) throws HistoryException {
      Op op = entry.op();
      if (!(op.process() instanceof Op.Process.Client client)) {
        return;
      }
      long process = client.id();
      Place place = new Place(op.index(), entry.line(), position);
      switch (op.type()) {
        case INVOKE -> invoke(process, op, place);
        case OK -> complete(process, op, new Output.Ok(op.value()), place);
        case FAIL -> complete(process, op, new Output.Failed(op.extra().get("error")), place);
        case INFO -> {
          complete(process, op, new Output.Unknown(), place);
          retired.put(process, place);
        }
      }
    }

    private void invoke(long process, Op op, Place place) throws HistoryException {
      Integer other = open.get(process);
      if (other != null) {
        throw problem(
            place,
            "process %d invokes :%s while its :%s of %s is open; expected that one's completion",
            process,
            op.f(),
            operations.get(other).input().f(),
            operations.get(other).invoked());
      }
      Place end = retired.get(process);
      if (end != null) {
        throw problem(
            place,
            "process %d is used again after its :info of %s; expected a new process",
            process,
            end);
      }
      open.put(process, operations.size());
      operations.add(
          new Operation(
              operations.size(),
              process,
              new Input(op.f(), op.value()),
              new Output.Unknown(),
              place.position(),
              Operation.NEVER,
              place,
              place));
    }

    private void complete(long process, Op op, Output output, Place place) throws HistoryException {
      Integer number = open.remove(process);
      if (number == null) {
        throw problem(
            place,
            "process %d completes :%s without having invoked it; expected an :invoke before",
            process,
            op.f());
      }
      Operation begun = operations.get(number);
      if (!begun.input().f().equals(op.f())) {
        throw problem(
            place,
            "process %d completes :%s but had invoked :%s of %s",
            process,
            op.f(),
            begun.input().f(),
            begun.invoked());
      }
      boolean unknown = output instanceof Output.Unknown;
      operations.set(
          number,
          new Operation(
              number,
              process,
              begun.input(),
              output,
              begun.call(),
              unknown ? Operation.NEVER : place.position(),
              begun.invoked(),
              unknown ? begun.invoked() : place));
    }

    List<Operation> finish() {
      return operations;
    }

    private HistoryException problem(Place place, String format, Object... values) {
      String where = place.line() > 0 ? "" : place + ": ";
      return new HistoryException(source, place.line(), where + String.format(format, values));
    }
  }
}
