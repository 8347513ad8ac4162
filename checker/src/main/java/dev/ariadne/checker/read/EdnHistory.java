package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.OpEdn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Operation maps in EDN, Jepsen's and Porcupine's. */
final class EdnHistory {

  private final String source;
  private final EdnReader reader;
  private final boolean keyApart;
  private final List<History.Entry> entries = new ArrayList<>();
  private final Set<Long> indices = new HashSet<>();

  /**
   * Reads nothing yet.
   *
   * @param keyApart whether the key stands under {@code :key}, as Porcupine has it
   */
  EdnHistory(String source, String text, boolean keyApart) {
    this.source = source;
    this.reader = new EdnReader(text);
    this.keyApart = keyApart;
  }

  List<History.Entry> read() throws HistoryException {
    try {
      while (reader.hasNext()) {
        char opening = reader.peek();
        if (opening == '[' || opening == '(') {
          collection(opening == '[' ? ']' : ')');
        } else {
          operation();
        }
      }
    } catch (EdnException e) {
      throw new HistoryException(source, e.line(), "column " + e.column() + ": " + e.problem());
    }
    return entries;
  }

  private void collection(char close) throws EdnException, HistoryException {
    int opened = reader.line();
    if (!entries.isEmpty()) {
      throw new HistoryException(
          source, opened, "expected one collection of operations and nothing before it");
    }
    reader.take(close == ']' ? '[' : '(');
    while (!reader.take(close)) {
      if (!reader.hasNext()) {
        throw new HistoryException(
            source, reader.line(), "expected " + close + " for what line " + opened + " opens");
      }
      operation();
    }
    if (reader.hasNext()) {
      throw new HistoryException(
          source, reader.line(), "expected nothing behind the collection of operations");
    }
  }

  private void operation() throws EdnException, HistoryException {
    reader.hasNext();
    int line = reader.line();
    Object datum = reader.next();
    try {
      Op op = OpEdn.fromMap(datum);
      if (op.index() >= 0 && !indices.add(op.index())) {
        throw new IllegalArgumentException("the :index " + op.index() + " is there twice");
      }
      entries.add(new History.Entry(keyApart ? keyed(op) : op, line));
    } catch (IllegalArgumentException e) {
      throw new HistoryException(source, line, e.getMessage());
    }
  }

  private static Op keyed(Op op) {
    Object key = op.extra().get("key");
    if (!(op.process() instanceof Op.Process.Client)) {
      return op;
    }
    if (key == null) {
      throw new IllegalArgumentException("expected a :key");
    }
    TreeMap<String, Object> extra = new TreeMap<>(op.extra());
    extra.remove("key");
    return new Op(
        op.index(),
        op.time(),
        op.type(),
        op.process(),
        op.f(),
        Collections.unmodifiableList(Arrays.asList(key, op.value())),
        Collections.unmodifiableSortedMap(extra));
  }
}
