package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a history is, where nobody said: only ever from what leaves no doubt. */
public final class Guess {

  private Guess() {}

  /**
   * The format of a text.
   *
   * @throws HistoryException if it looks like none of them
   */
  public static Format format(String source, String text) throws HistoryException {
    if (text.lines().anyMatch(JepsenLog::begins)) {
      return Format.JEPSEN_LOG;
    }
    try {
      EdnReader reader = new EdnReader(text);
      if (!reader.hasNext()) {
        return Format.EDN;
      }
      if (!reader.take('[')) {
        reader.take('(');
      }
      char next = reader.peek();
      if (next == ']' || next == ')') {
        return Format.EDN;
      }
      if (next == '{' && reader.next() instanceof Map<?, ?> first) {
        return first.containsKey(new Keyword("key")) ? Format.PORCUPINE : Format.EDN;
      }
    } catch (EdnException e) {
      throw new HistoryException(source, e.line(), "column " + e.column() + ": " + e.problem());
    }
    throw new HistoryException(
        source,
        1,
        "cannot tell the format; expected operation maps in EDN or lines of Jepsen's log;"
            + " name it with --format");
  }

  /**
   * The model's name: {@code kv} or {@code cas-register}.
   *
   * @throws HistoryException if the operations fit none
   */
  public static String model(History history) throws HistoryException {
    TreeSet<String> functions = new TreeSet<>();
    for (Operation operation : history.operations()) {
      functions.add(operation.input().f());
    }
    if (List.of("read", "write", "cas").containsAll(functions)) {
      return "cas-register";
    }
    if (List.of("get", "put", "append", "cas").containsAll(functions)) {
      return "kv";
    }
    throw new HistoryException(
        history.source(),
        0,
        "no model has the operations "
            + functions
            + "; expected read, write, cas or get, put, append, cas; name it with --model");
  }

  /**
   * Whether the values of a register's operations are {@code [key value]}.
   *
   * @throws HistoryException if some are and some are not
   */
  public static boolean keyed(History history) throws HistoryException {
    Operation with = null;
    Operation without = null;
    for (Operation operation : history.operations()) {
      Object value = operation.input().value();
      boolean pair = value instanceof List<?> list && list.size() == 2 && list.get(0) != null;
      boolean keyed =
          pair
              && (!operation.input().f().equals("cas")
                  || ((List<?>) value).get(1) instanceof List<?> change && change.size() == 2);
      if (keyed) {
        with = operation;
      } else {
        without = operation;
      }
    }
    if (with != null && without != null) {
      throw new HistoryException(
          history.source(),
          without.invoked().line(),
          String.format(
              "expected a value [key value], as that of %s, found %s",
              with.invoked(), EdnPrinter.print(without.input().value())));
    }
    return with != null;
  }
}
