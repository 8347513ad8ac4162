package dev.ariadne.checker.history;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.edn.Keyword;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Converts an {@link Op} to an EDN map and back. The keys are in Jepsen's order: index, time, type,
 * process, f, value, then all others by name.
 */
public final class OpEdn {

  private static final Keyword INDEX = new Keyword("index");
  private static final Keyword TIME = new Keyword("time");
  private static final Keyword TYPE = new Keyword("type");
  private static final Keyword PROCESS = new Keyword("process");
  private static final Keyword F = new Keyword("f");
  private static final Keyword VALUE = new Keyword("value");

  private OpEdn() {}

  /** Returns the map. An index or time of -1 (not known) is left out. */
  public static Map<Object, Object> toMap(Op op) {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (op.index() >= 0) {
      map.put(INDEX, op.index());
    }
    if (op.time() >= 0) {
      map.put(TIME, op.time());
    }
    map.put(
        TYPE,
        switch (op.type()) {
          case INVOKE -> new Keyword("invoke");
          case OK -> new Keyword("ok");
          case FAIL -> new Keyword("fail");
          case INFO -> new Keyword("info");
        });
    map.put(
        PROCESS,
        switch (op.process()) {
          case Op.Process.Client client -> client.id();
          case Op.Process.Named named -> new Keyword(named.name());
        });
    map.put(F, new Keyword(op.f()));
    map.put(VALUE, op.value());
    for (Map.Entry<String, Object> extra : op.extra().entrySet()) {
      map.put(new Keyword(extra.getKey()), extra.getValue());
    }
    return map;
  }

  /** Returns one line of a history file, without the end of line. */
  public static String toLine(Op op) {
    return EdnPrinter.print(toMap(op));
  }

  /**
   * Reads a map.
   *
   * @throws IllegalArgumentException if the datum is not an operation map; the message says what
   *     was expected
   */
  public static Op fromMap(Object datum) {
    if (!(datum instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "expected an operation map, found " + EdnPrinter.print(datum));
    }
    return new Op(
        number(map, INDEX),
        number(map, TIME),
        type(map.get(TYPE)),
        process(map),
        f(map.get(F)),
        map.get(VALUE),
        extra(map));
  }

  private static long number(Map<?, ?> map, Keyword key) {
    Object value = map.get(key);
    if (value == null) {
      return -1;
    }
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException(
        "expected an integer for " + key + ", found " + EdnPrinter.print(value));
  }

  private static Op.Type type(Object value) {
    if (value instanceof Keyword keyword) {
      switch (keyword.name()) {
        case "invoke":
          return Op.Type.INVOKE;
        case "ok":
          return Op.Type.OK;
        case "fail":
          return Op.Type.FAIL;
        case "info":
          return Op.Type.INFO;
        default:
          break;
      }
    }
    throw new IllegalArgumentException(
        "expected :invoke, :ok, :fail or :info for :type, found " + EdnPrinter.print(value));
  }

  private static Op.Process process(Map<?, ?> map) {
    Object value = map.get(PROCESS);
    if (value instanceof Long id) {
      return new Op.Process.Client(id);
    }
    if (value instanceof Keyword keyword) {
      return new Op.Process.Named(keyword.name());
    }
    throw new IllegalArgumentException(
        value == null
            ? "expected a :process, an integer or a keyword"
            : "expected an integer or a keyword for :process, found " + EdnPrinter.print(value));
  }

  private static String f(Object value) {
    if (value instanceof Keyword keyword) {
      return keyword.name();
    }
    throw new IllegalArgumentException(
        "expected a keyword for :f, found " + EdnPrinter.print(value));
  }

  private static SortedMap<String, Object> extra(Map<?, ?> map) {
    SortedMap<String, Object> extra = Collections.emptySortedMap();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof Keyword key)) {
        throw new IllegalArgumentException(
            "expected keywords as keys, found " + EdnPrinter.print(entry.getKey()));
      }
      switch (key.name()) {
        case "index", "time", "type", "process", "f", "value" -> {}
        default -> {
          extra = extra.isEmpty() ? new TreeMap<>() : extra;
          extra.put(key.name(), entry.getValue());
        }
      }
    }
    return Collections.unmodifiableSortedMap(extra);
  }
}
