package dev.ariadne.checker.read;

import dev.ariadne.checker.edn.EdnException;
import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.EdnReader;
import dev.ariadne.checker.edn.Keyword;
import dev.ariadne.checker.history.History;
import dev.ariadne.checker.history.HistoryException;
import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Detects the format, the model and the keys of a history from its content. If there is doubt, it
 * reports an error.
 */
public final class HistoryDetector {

  /** The number of bytes at the beginning from which the format is detected. */
  public static final int HEAD_BYTES = 1 << 16;

  private HistoryDetector() {}

  /**
   * Refuses well-known files that are not text, and names what they are.
   *
   * @throws HistoryException if the file is one of them
   */
  static void refuseBinary(String source, byte[] head) throws HistoryException {
    if (begins(head, 0x1f, 0x8b)) {
      throw new HistoryException(source, 1, "expected text, found gzip; unpack it with gunzip");
    }
    if (begins(head, 'P', 'K', 3, 4)) {
      throw new HistoryException(source, 1, "expected text, found a zip archive; unpack it");
    }
    if (begins(head, 0x28, 0xb5, 0x2f, 0xfd)
        || begins(head, 'B', 'Z', 'h')
        || begins(head, 0xfd, '7', 'z', 'X', 'Z')) {
      throw new HistoryException(source, 1, "expected text, found compressed data; unpack it");
    }
    if (begins(head, 'J', 'E', 'P', 'S', 'E', 'N')) {
      throw new HistoryException(
          source,
          1,
          "expected text, found Jepsen's binary file (test.jepsen); "
              + JepsenRunFiles.suggestion(source));
    }
    // A map, or what begins with a marker: both are no UTF-8.
    if (source.endsWith(".fressian") || begins(head, 0xc0) || begins(head, 0xef, 0xcf)) {
      throw new HistoryException(
          source, 1, "expected text, found Fressian; " + JepsenRunFiles.suggestion(source));
    }
    if (begins(head, 0x89, 'P', 'N', 'G') || begins(head, '%', 'P', 'D', 'F')) {
      throw new HistoryException(
          source, 1, "expected a history, found a picture; " + JepsenRunFiles.suggestion(source));
    }
    if (begins(head, 0xff, 0xfe) || begins(head, 0xfe, 0xff)) {
      throw new HistoryException(source, 1, "expected text in UTF-8, found UTF-16");
    }
  }

  private static boolean begins(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (head.length <= i || (head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the format of a text, given its beginning.
   *
   * @throws HistoryException if the text looks like no format
   */
  static Format format(String source, byte[] head) throws HistoryException {
    boolean whole = head.length < HEAD_BYTES;
    // A character that the end of the head cuts in two does no harm: damage is found on reading.
    return format(source, new String(head, StandardCharsets.UTF_8), whole);
  }

  /**
   * Returns the format of a text.
   *
   * @throws HistoryException if the text looks like no format
   */
  public static Format format(String source, String text) throws HistoryException {
    return format(source, text, true);
  }

  private static Format format(String source, String head, boolean whole) throws HistoryException {
    try {
      EdnReader reader = new EdnReader(head);
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
      if (next == '<') {
        throw new HistoryException(
            source,
            1,
            "expected a history, found HTML or XML; " + JepsenRunFiles.suggestion(source));
      }
      if (next == '{' || next == '#') {
        return of(source, reader.next());
      }
    } catch (EdnException e) {
      // A log may begin with anything, brackets included.
      if (head.lines().noneMatch(JepsenLog::hasOperation)) {
        refuseJson(source, head);
        String longer =
            whole ? "" : "; if the text is only very long, choose its format with --format";
        throw new HistoryException(
            source, e.line(), "column " + e.column() + ": " + e.problem() + longer);
      }
    }
    if (HistoryTxt.begins(head)) {
      return Format.HISTORY_TXT;
    }
    if (head.lines().anyMatch(JepsenLog::hasOperation)) {
      return Format.JEPSEN_LOG;
    }
    refuseJson(source, head);
    throw new HistoryException(
        source,
        1,
        "cannot tell the format; expected operation maps in EDN, or lines of Jepsen's log or"
            + " history.txt"
            + (whole ? "" : " within the first " + HEAD_BYTES + " bytes")
            + "; choose it with --format");
  }

  /** JSON that is not Jepsen's log. */
  private static void refuseJson(String source, String head) throws HistoryException {
    String first = head.stripLeading();
    if (first.startsWith("[")) {
      first = first.substring(1).stripLeading();
    }
    if (JsonMessage.looksLike(first)) {
      throw new HistoryException(
          source,
          1,
          "expected operation maps in EDN, found JSON that is no log of Jepsen's; "
              + JepsenRunFiles.suggestion(source));
    }
  }

  private static Format of(String source, Object first) throws HistoryException {
    if (!(first instanceof Map<?, ?> map)) {
      return Format.EDN;
    }
    boolean operation = map.containsKey(new Keyword("type")) || map.containsKey(new Keyword("f"));
    if (!operation && map.containsKey(new Keyword("valid?"))) {
      throw new HistoryException(
          source,
          1,
          "expected a history, found the results of a test; " + JepsenRunFiles.suggestion(source));
    }
    if (!operation && map.containsKey(new Keyword("nodes"))) {
      throw new HistoryException(
          source, 1, "expected a history, found a test map; " + JepsenRunFiles.suggestion(source));
    }
    return map.containsKey(new Keyword("key")) ? Format.PORCUPINE : Format.EDN;
  }

  /**
   * Returns the name of the model that fits the operations.
   *
   * @throws HistoryException if the operations fit no model, or more than one
   */
  public static String model(History history) throws HistoryException {
    TreeSet<String> functions = new TreeSet<>();
    boolean revisions = false;
    for (Operation operation : history.operations()) {
      functions.add(operation.input().f());
      revisions |= operation.output() instanceof Output.Ok ok && ok.revision() != null;
    }
    if (List.of("read", "write", "cas").containsAll(functions)) {
      return "cas-register";
    }
    if (List.of("get", "put", "append", "delete", "cas").containsAll(functions) && !revisions) {
      return "kv";
    }
    if (List.of("get", "put", "append", "delete", "cas", "cas-revision").containsAll(functions)) {
      return "kv-revisions";
    }
    if (List.of("acquire", "release").containsAll(functions)) {
      return "mutex";
    }
    if (List.of("enqueue", "dequeue", "drain").containsAll(functions)) {
      return "fifo-queue";
    }
    if (List.of("add", "read").containsAll(functions)) {
      return setOrCounter(history);
    }
    if (List.of("increment", "decrement", "add-and-get", "add", "read").containsAll(functions)) {
      return "counter";
    }
    if (List.of("add", "remove", "contains", "read").containsAll(functions)) {
      return "set";
    }
    throw new HistoryException(
        history.source(),
        0,
        "no model has the operations " + functions + "; choose one with --model");
  }

  /** Both are asked to add; what was read tells them apart. */
  private static String setOrCounter(History history) throws HistoryException {
    boolean numbers = false;
    boolean collections = false;
    for (Operation operation : history.operations()) {
      if (operation.input().f().equals("read") && operation.output() instanceof Output.Ok ok) {
        boolean pair = operation.input().value() instanceof List<?> l && l.size() == 2;
        Object seen = pair && ok.value() instanceof List<?> l ? l.getLast() : ok.value();
        numbers |= seen instanceof Number;
        collections |= seen instanceof Collection<?>;
      }
    }
    if (numbers != collections) {
      return numbers ? "counter" : "set";
    }
    throw new HistoryException(
        history.source(), 0, "the operations fit a set and a counter; choose one with --model");
  }

  /**
   * Returns whether the values of operations are {@code [key value]}.
   *
   * @throws HistoryException if some values are and some are not
   */
  public static boolean keyed(History history) throws HistoryException {
    Operation with = null;
    Operation without = null;
    for (Operation operation : history.operations()) {
      Object value = operation.input().value();
      boolean pair = value instanceof List<?> list && list.size() == 2 && list.get(0) != null;
      boolean keyed =
          pair
              && (!operation.input().f().startsWith("cas")
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
              "expected a value [key value], as that of %s, found %s;"
                  + " choose --keyed or --no-keyed",
              with.invoked(), EdnPrinter.print(without.input().value())));
    }
    return with != null;
  }
}
