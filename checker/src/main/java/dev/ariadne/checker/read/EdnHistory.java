package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.Tagged;
import dev.ariadne.checker.edn.TextInput;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Op;
import dev.ariadne.checker.history.OpEdn;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads operation maps in EDN, in Jepsen's and in Porcupine's form. */
final class EdnHistory {

  /** The tag of an operation in some versions of Jepsen, which print it as a record. */
  private static final String RECORD = "jepsen.history.Op";

  private final String source;
  private final EdnReader reader;
  private final boolean keyApart;
  private final HistoryReader.Sink sink;
  private long operations;
  private boolean indexed;
  private long lastIndex = -1;

  /**
   * A reader; it reads nothing yet.
   *
   * @param keyApart whether the key is under {@code :key}, as in Porcupine's form
   */
  EdnHistory(String source, TextInput text, boolean keyApart, HistoryReader.Sink sink) {
    this.source = source;
    this.reader = new EdnReader(text);
    this.keyApart = keyApart;
    this.sink = sink;
  }

  void read() throws HistoryException {
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
  }

  private void collection(char close) throws EdnException, HistoryException {
    int opened = reader.line();
    if (operations > 0) {
      throw new HistoryException(
          source, opened, "expected one collection of operations, found operations before it");
    }
    reader.take(close == ']' ? '[' : '(');
    while (!reader.take(close)) {
      if (!reader.hasNext()) {
        throw new HistoryException(
            source,
            reader.line(),
            "expected " + close + " to close the collection that begins in line " + opened);
      }
      operation();
    }
    if (reader.hasNext()) {
      throw new HistoryException(
          source, reader.line(), "expected the end of the text after the collection of operations");
    }
  }

  private void operation() throws EdnException, HistoryException {
    reader.hasNext();
    int line = reader.line();
    Object datum = reader.next();
    boolean record = datum instanceof Tagged tagged && tagged.tag().equals(RECORD);
    try {
      Op op = OpEdn.fromMap(record ? ((Tagged) datum).value() : datum);
      checkIndex(op);
      operations++;
      sink.add(keyApart ? keyed(op) : unkeyed(op), line);
    } catch (IllegalArgumentException e) {
      throw new HistoryException(source, line, e.getMessage());
    }
  }

  /** All operations have an index or none, and they grow: anything else is damage. */
  private void checkIndex(Op op) {
    boolean has = op.index() >= 0;
    if (operations == 0) {
      indexed = has;
    }
    if (has != indexed) {
      throw new IllegalArgumentException(
          indexed
              ? "expected an :index, as the operations before have"
              : "expected no :index, as the operations before have none");
    }
    if (has && op.index() <= lastIndex) {
      throw new IllegalArgumentException(
          "expected an :index above " + lastIndex + ", found " + op.index());
    }
    lastIndex = op.index();
  }

  private static Op unkeyed(Op op) {
    if (op.process() instanceof Op.Process.Client && op.extra().containsKey("key")) {
      throw new IllegalArgumentException(
          "expected the key within the :value, found a separate :key; that is the format"
              + " porcupine");
    }
    return op;
  }

  private static Op keyed(Op op) {
    Object key = op.extra().get("key");
    if (!(op.process() instanceof Op.Process.Client)) {
      return op;
    }
    if (key == null) {
      throw new IllegalArgumentException("expected a :key");
    }
    SortedMap<String, Object> extra = Collections.emptySortedMap();
    if (op.extra().size() > 1) {
      extra = new TreeMap<>(op.extra());
      extra.remove("key");
    }
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
