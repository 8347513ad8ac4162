package dev.ariadne.checker.history;

import java.util.SortedMap;

/**
 * One line of a history: an operation begins, or what became of it. The same as Jepsen's operation
 * map, key by key.
 *
 * @param index position in the history, from 0; -1 where it is not known
 * @param time nanoseconds since the test began; -1 where it is not known
 * @param f what is done, without the colon: {@code read}, {@code write}, {@code cas}
 * @param value an EDN datum: null, Boolean, Long, BigInteger, Double, String, Character, {@link
 *     dev.ariadne.checker.edn.Keyword}, {@code List}, {@code Map}, {@code Set}
 * @param extra all other keys, by name without the colon, such as {@code error}
 */
public record Op(
    long index,
    long time,
    Type type,
    Process process,
    String f,
    Object value,
    SortedMap<String, Object> extra) {

  public enum Type {
    /** It begins. */
    INVOKE,
    /** It happened. */
    OK,
    /** It certainly did not happen. */
    FAIL,
    /** It may have happened or may happen yet; for a nemesis, just a note. */
    INFO
  }

  /** Who does it. */
  public sealed interface Process {

    /** A logical client thread, never used again after an operation of unknown outcome. */
    record Client(long id) implements Process {
      @Override
      public String toString() {
        return Long.toString(id);
      }
    }

    /** Anybody else, by name without the colon: {@code nemesis}. */
    record Named(String name) implements Process {
      @Override
      public String toString() {
        return ":" + name;
      }
    }
  }
}
