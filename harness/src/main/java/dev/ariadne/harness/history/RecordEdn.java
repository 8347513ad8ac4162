package dev.ariadne.harness.history;

import dev.ariadne.checker.edn.Keyword;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Records as EDN maps, which is how values stand in a history, and back.
 *
 * <p>A component {@code leaveBytes} is the entry {@code :leave-bytes}. An enum constant is a
 * keyword, {@code PART_OF_RECORD} is {@code :part-of-record}; integers, booleans and strings are
 * themselves; a list is a vector, a record a map. An empty {@code Optional} has no entry. The
 * components of an {@link Inline} record stand in the map of the record around it.
 */
public final class RecordEdn {

  /** A record whose entries stand beside those of the record that it is a component of. */
  public interface Inline {}

  /** The name of a component's entry, where Java does not allow it for the component. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Entry {
    /** As in EDN, without the colon. */
    String value();
  }

  private RecordEdn() {}

  /** The record as a map, in the order of its components. */
  public static Map<Object, Object> write(Record from) {
    Map<Object, Object> map = Edn.map();
    write(from, map);
    return map;
  }

  private static void write(Record from, Map<Object, Object> map) {
    for (RecordComponent component : from.getClass().getRecordComponents()) {
      Object value = value(component, from);
      if (value instanceof Inline && value instanceof Record inline) {
        write(inline, map);
      } else if (value instanceof Optional<?> optional) {
        optional.ifPresent(present -> Edn.put(map, key(component), edn(present)));
      } else {
        Edn.put(map, key(component), edn(value));
      }
    }
  }

  private static Object edn(Object value) {
    return switch (value) {
      case Enum<?> constant -> Edn.keyword(word(constant));
      case Integer number -> number.longValue();
      case Record record -> write(record);
      case List<?> list -> list.stream().map(RecordEdn::edn).toList();
      default -> value;
    };
  }

  /**
   * A record of this type.
   *
   * @param map as from {@link #write}. What it lacks is empty, 0, false or the first constant.
   * @throws IllegalArgumentException if an entry has a value that the component cannot have; names
   *     both
   */
  public static <R extends Record> R read(Class<R> type, Object map) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          Inline.class.isAssignableFrom(types[i])
              ? read(types[i].asSubclass(Record.class), map)
              : component(components[i], Edn.get(map, key(components[i])));
    }
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static Object component(RecordComponent component, Object edn) {
    Class<?> type = component.getType();
    if (type == Optional.class) {
      return Optional.ofNullable(edn)
          .map(present -> parsed(component, argument(component), present));
    }
    if (edn != null) {
      return parsed(component, component.getGenericType(), edn);
    }
    if (type == List.class) {
      return List.of();
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == String.class) {
      return "";
    }
    return type == int.class ? (Object) 0 : (Object) 0L;
  }

  private static Type argument(RecordComponent component) {
    return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }

  private static Object parsed(RecordComponent component, Type type, Object edn) {
    if (type instanceof ParameterizedType list && edn instanceof List<?> elements) {
      Type element = list.getActualTypeArguments()[0];
      return elements.stream().map(one -> parsed(component, element, one)).toList();
    }
    if (type instanceof Class<?> plain) {
      if (plain.isEnum() && edn instanceof Keyword keyword) {
        for (Object constant : plain.getEnumConstants()) {
          if (word((Enum<?>) constant).equals(keyword.name())) {
            return constant;
          }
        }
      } else if (plain.isRecord() && edn instanceof Map<?, ?>) {
        return read(plain.asSubclass(Record.class), edn);
      } else if (plain == int.class && edn instanceof Long number) {
        return Math.toIntExact(number);
      } else if (plain == long.class && edn instanceof Long
          || plain == boolean.class && edn instanceof Boolean
          || plain.isInstance(edn)) {
        return edn;
      }
    }
    throw new IllegalArgumentException("not a value of :" + key(component) + ": " + edn);
  }

  private static Object value(RecordComponent component, Record from) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }

  /** The name of an enum constant as a keyword has it: lower case, with dashes. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String key(RecordComponent component) {
    if (component.isAnnotationPresent(Entry.class)) {
      return component.getAnnotation(Entry.class).value();
    }
    StringBuilder key = new StringBuilder();
    for (char c : component.getName().toCharArray()) {
      if (Character.isUpperCase(c)) {
        key.append('-').append(Character.toLowerCase(c));
      } else {
        key.append(c);
      }
    }
    return key.toString();
  }
}
