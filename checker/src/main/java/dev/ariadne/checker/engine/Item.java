package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.model.Access;
import java.util.Comparator;
import java.util.Objects;

/**
 * An operation while a problem is being prepared: its interval may shrink, it may become needed.
 */
final class Item {

  /** Earliest deadline first; what comes next only makes the order certain. */
  static final Comparator<Item> BY_DEADLINE =
      (a, b) -> {
        int byRet = Integer.compare(a.ret, b.ret);
        int byCall = byRet != 0 ? byRet : Integer.compare(a.call, b.call);
        return byCall != 0 ? byCall : Integer.compare(a.operation.number(), b.operation.number());
      };

  final Operation operation;
  final Access<Object> access;

  /** It certainly happened (or observed) by {@link #ret}; false: it may never happen. */
  boolean required;

  int call;
  int ret;

  /** Which others do the same; given by {@link Part}. */
  int classId;

  Item(Operation operation, Access<Object> access, boolean required) {
    this.operation = operation;
    this.access = access;
    this.required = required;
    this.call = operation.call();
    this.ret = required ? operation.ret() : Operation.NEVER;
  }

  /** Whether it can happen in one state alone; then {@link #need} is that state. */
  boolean needs() {
    return access instanceof Access.Reads || access instanceof Access.Swaps;
  }

  Object need() {
    return switch (access) {
      case Access.Reads<Object> r -> r.value();
      case Access.Swaps<Object> s -> s.from();
      default -> throw new AssertionError("needs no state: " + access);
    };
  }

  /** Whether it can bring about one state alone, out of another; then {@link #gift} is that one. */
  boolean gives() {
    return access instanceof Access.Writes
        || access instanceof Access.Swaps<Object> s && !Objects.equals(s.from(), s.to());
  }

  Object gift() {
    return switch (access) {
      case Access.Writes<Object> w -> w.value();
      case Access.Swaps<Object> s -> s.to();
      default -> throw new AssertionError("gives no state: " + access);
    };
  }
}
