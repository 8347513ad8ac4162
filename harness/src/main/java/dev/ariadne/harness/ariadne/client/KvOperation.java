package dev.ariadne.harness.ariadne.client;

import dev.ariadne.checker.history.Op;
import java.util.List;
import java.util.Optional;

/** An invocation in its parts: an operation that a client of a node can do. */
public sealed interface KvOperation {

  Op invocation();

  Object key();

  record Read(Op invocation, Object key) implements KvOperation {}

  record Write(Op invocation, Object key, Object value) implements KvOperation {}

  /** A write of {@code :absent}. Afterwards the key has no value. */
  record Delete(Op invocation, Object key) implements KvOperation {}

  record Append(Op invocation, Object key, Object element) implements KvOperation {}

  record Increment(Op invocation, Object key, Object by) implements KvOperation {}

  /**
   * @param from the expected value; {@code :absent} for no value
   * @param revision the revision of {@code from}, which is compared in its place
   */
  record Cas(Op invocation, Object key, Object from, Object to, Optional<String> revision)
      implements KvOperation {}

  /**
   * @throws IllegalArgumentException if this client does not know the operation. This is an error
   *     in the workload, found before anything is sent
   */
  static KvOperation of(Op invocation) {
    if (invocation.value() instanceof List<?> pair && pair.size() == 2) {
      Object key = pair.get(0);
      switch (invocation.f()) {
        case "read" -> {
          return new Read(invocation, key);
        }
        case "append" -> {
          return new Append(invocation, key, pair.get(1));
        }
        case "increment" -> {
          return new Increment(invocation, key, pair.get(1));
        }
        case "write", "add" -> {
          return pair.get(1).equals(Completions.ABSENT)
              ? new Delete(invocation, key)
              : new Write(invocation, key, pair.get(1));
        }
        case "cas" -> {
          if (pair.get(1) instanceof List<?> change && change.size() == 2) {
            return new Cas(invocation, key, change.get(0), change.get(1), Optional.empty());
          }
        }
        default -> {
          // Said below.
        }
      }
    }
    throw new IllegalArgumentException(
        "no read [k nil], write [k v], add [k v], cas [k [old new]], append [k v] or"
            + " increment [k n]: "
            + invocation.f()
            + " "
            + invocation.value());
  }
}
