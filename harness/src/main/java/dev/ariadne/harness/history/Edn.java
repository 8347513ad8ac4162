package dev.ariadne.harness.history;

import dev.ariadne.checker.edn.Keyword;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short methods to build and to read EDN values with keywords. */
public final class Edn {

  private Edn() {}

  public static Keyword keyword(String name) {
    return new Keyword(name);
  }

  /** An empty map that keeps the order of its entries. */
  public static Map<Object, Object> map() {
    return new LinkedHashMap<>();
  }

  /** Adds an entry under a keyword. */
  public static Map<Object, Object> put(Map<Object, Object> map, String name, Object value) {
    map.put(keyword(name), value);
    return map;
  }

  /** The entry under a keyword, or null. */
  public static Object get(Object map, String name) {
    return map instanceof Map<?, ?> m ? m.get(keyword(name)) : null;
  }

  /** The name of the keyword under a keyword, or the other name if there is none. */
  public static String name(Object map, String name, String otherwise) {
    return get(map, name) instanceof Keyword keyword ? keyword.name() : otherwise;
  }

  /** The integer under a keyword, or the other if there is none. */
  public static long number(Object map, String name, long otherwise) {
    return get(map, name) instanceof Long number ? number : otherwise;
  }

  /** The strings under a keyword; none if there is no list. */
  public static List<String> strings(Object map, String name) {
    return get(map, name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
