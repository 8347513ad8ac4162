package dev.ariadne.checker.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The operations of clients. {@link HistoryBuilder} pairs them from the lines of a history. Entries
 * of other processes, such as a nemesis, are skipped. An invocation without a completion has an
 * unknown outcome.
 */
public final class History {

  private final String source;
  private final List<Operation> operations;

  /** A history of paired operations, unmodifiable and in order of invocation. */
  History(String source, List<Operation> operations) {
    this.source = source;
    this.operations = operations;
  }

  /**
   * A line of a history, with its line number.
   *
   * @param line the line number, from 1; 0 if there is no file
   */
  public record Entry(Op op, int line) {}

  /**
   * Pairs a history that is in memory.
   *
   * @throws HistoryException see {@link #of(String, List)}
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
   * @param source the history's name in errors
   * @throws HistoryException if a completion has no invocation or another {@code f}, if a process
   *     begins an operation while another one is open, or if a process continues after an unknown
   *     outcome
   */
  public static History of(String source, List<Entry> entries) throws HistoryException {
    HistoryBuilder builder = new HistoryBuilder(source);
    for (Entry entry : entries) {
      builder.add(entry.op(), entry.line());
    }
    return builder.build();
  }

  /** The name of the history, such as its file. */
  public String source() {
    return source;
  }

  /** All operations, in order of invocation. */
  public List<Operation> operations() {
    return operations;
  }

  /** Returns whether the datum occurs in the argument or the answer of an operation. */
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
