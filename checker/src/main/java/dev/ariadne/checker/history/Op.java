package dev.ariadne.checker.history;

import java.util.SortedMap;

/**
 * One line of a history: the invocation or the completion of an operation. It has the keys of
 * Jepsen's operation map.
 *
 * @param index the position in the history, from 0; -1 if it is not known
 * @param time nanoseconds since the test began; -1 if it is not known
 * @param f the function, without the colon: {@code read}, {@code write}, {@code cas}
 * @param value the argument or the answer, an EDN datum: null, Boolean, Long, BigInteger, Double,
 *     String, Character, {@link dev.ariadne.checker.edn.Keyword}, {@code List}, {@code Map}, {@code
 *     Set}
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
    /** The operation begins. */
    INVOKE,
    /** The operation happened. */
    OK,
    /** The operation certainly did not happen. */
    FAIL,
    /** The operation may have happened or may still happen. For a nemesis, only a note. */
    INFO
  }

  /** The process that runs the operation. */
  public sealed interface Process {

    /** A logical client thread. It is not used again after an operation of unknown outcome. */
    record Client(long id) implements Process {
      @Override
      public String toString() {
        return Long.toString(id);
      }
    }

    /** Any other process, by its name without the colon: {@code nemesis}. */
    record Named(String name) implements Process {
      @Override
      public String toString() {
        return ":" + name;
      }
    }
  }
}
