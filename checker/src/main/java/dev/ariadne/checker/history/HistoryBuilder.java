package dev.ariadne.checker.history;

import dev.ariadne.checker.history.Operation.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a history line by line: pairs each completion with its invocation. It keeps the operations
 * of clients, not the lines.
 *
 * <p>A line is added as an {@link Op} ({@link #add}), or in short form by {@link #invoke}, {@link
 * #ok}, {@link #fail} and {@link #info}. An impossible line is refused by a {@link
 * HistoryException} that names the place: a completion without an invocation, a completion with
 * another {@code f}, a process that begins an operation while another one is open, or a process
 * that continues after an unknown outcome.
 */
public final class HistoryBuilder {

  private final String source;
  private final List<Operation> operations = new ArrayList<>();
  // Only looked up, never iterated.
  private final Map<Long, Integer> open = new HashMap<>();
  private final Map<Long, Place> retired = new HashMap<>();
  private int lines;

  /** A builder of a history in memory. */
  public HistoryBuilder() {
    this("history");
  }

  /**
   * A builder of a history from a file or another source.
   *
   * @param source the history's name in errors, such as its file
   */
  public HistoryBuilder(String source) {
    this.source = source;
  }

  /** Adds the invocation of an operation. */
  public HistoryBuilder invoke(long process, String f, Object value) throws HistoryException {
    return add(process, Op.Type.INVOKE, f, value, null);
  }

  /** Adds a completion: the operation happened and returned this answer. */
  public HistoryBuilder ok(long process, Object answer) throws HistoryException {
    return add(process, Op.Type.OK, null, answer, null);
  }

  /** Adds a completion: the operation certainly did not happen. {@code why} may be null. */
  public HistoryBuilder fail(long process, Object why) throws HistoryException {
    return add(process, Op.Type.FAIL, null, null, why);
  }

  /**
   * Adds a completion: it is unknown whether the operation happened or will happen. The process
   * must not be used again.
   */
  public HistoryBuilder info(long process) throws HistoryException {
    return add(process, Op.Type.INFO, null, null, null);
  }

  private HistoryBuilder add(long process, Op.Type type, String f, Object value, Object error)
      throws HistoryException {
    TreeMap<String, Object> extra = new TreeMap<>();
    if (error != null) {
      extra.put("error", error);
    }
    Integer begun = open.get(process);
    String of = f == null && begun != null ? operations.get(begun).input().f() : f;
    add(new Op(-1, -1, type, new Op.Process.Client(process), String.valueOf(of), value, extra), 0);
    return this;
  }

  /**
   * Adds a line. A line of another process than a client, such as a nemesis, only counts as a
   * position.
   *
   * @param line the line number in its file, from 1; 0 if there is no file
   */
  public void add(Op op, int line) throws HistoryException {
    int position = lines++;
    if (!(op.process() instanceof Op.Process.Client client)) {
      return;
    }
    long process = client.id();
    Place place = new Place(op.index(), line, position);
    switch (op.type()) {
      case INVOKE -> invoke(process, op, place);
      case OK ->
          complete(process, op, new Output.Ok(op.value(), op.extra().get("revision")), place);
      case FAIL -> complete(process, op, new Output.Failed(op.extra().get("error")), place);
      case INFO -> {
        complete(process, op, new Output.Unknown(), place);
        retired.put(process, place);
      }
    }
  }

  /** Returns the history so far. An operation that is open has an unknown outcome. */
  public History build() {
    return new History(source, Collections.unmodifiableList(new ArrayList<>(operations)));
  }

  private void invoke(long process, Op op, Place place) throws HistoryException {
    Integer other = open.get(process);
    if (other != null) {
      throw problem(
          place,
          "process %d invokes :%s while its :%s of %s is open; expected the completion of that"
              + " operation",
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
          "process %d completes :%s without an :invoke; expected the :invoke before",
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

  private HistoryException problem(Place place, String format, Object... values) {
    String where = place.line() > 0 ? "" : place + ": ";
    return new HistoryException(source, place.line(), where + String.format(format, values));
  }
}
