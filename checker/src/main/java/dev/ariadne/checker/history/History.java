package dev.ariadne.checker.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The operations of clients, paired from the lines of a history by {@link HistoryBuilder}. Entries
 * of others than clients (a nemesis) are passed over. An invocation without completion has an
 * unknown outcome.
 */
public final class History {

  private final String source;
  private final List<Operation> operations;

  /** Of operations that are paired already, unmodifiable and in order of invocation. */
  History(String source, List<Operation> operations) {
    this.source = source;
    this.operations = operations;
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
    HistoryBuilder builder = new HistoryBuilder(source);
    for (Entry entry : entries) {
      builder.add(entry.op(), entry.line());
    }
    return builder.build();
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
    if (datum.equals(value)) {
      return true;
    }
    if (value instanceof List<?> items) {
      for (Object item : items) {
        if (within(item, datum)) {
          return true;
        }
      }
    }
    return false;
  }
}
