package dev.ariadne.harness.generator;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * @param worker the worker of the operation; must be free
 * @param f the name of the operation, as in {@link dev.ariadne.checker.history.Op}
 * @param value an EDN datum; may be null
 * @param extra further entries of the operation, such as {@value #NODE}; mostly none
 */
public record Invocation(Worker worker, String f, Object value, SortedMap<String, Object> extra) {

  /** The entry that names the node for one operation, whatever node its client has otherwise. */
  public static final String NODE = "node";

  /** The entry that says how the client repeats one operation, in place of its usual way. */
  public static final String RETRY = "retry";

  private static final SortedMap<String, Object> NONE =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  /** An operation without further entries. */
  public Invocation(Worker worker, String f, Object value) {
    this(worker, f, value, NONE);
  }

  /** The same operation with another value. */
  Invocation with(Object other) {
    return new Invocation(worker, f, other, extra);
  }
}
