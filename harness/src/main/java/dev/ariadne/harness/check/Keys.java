package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.workload.SetWorkload;
import java.util.List;
import java.util.Optional;

/** Values as {@code [key value]}. */
final class Keys {

  private Keys() {}

  /** How many keys, from 0 on, have to be read at the end: all that were used. */
  static long wanted(Evidence evidence) {
    long wanted =
        evidence.scenario().workload().equals(SetWorkload.NAME) ? 1 : evidence.scenario().keys();
    for (Op op : evidence.history()) {
      if (op.type() == Op.Type.INVOKE && of(op).orElse(null) instanceof Long key) {
        wanted = Math.max(wanted, key + 1);
      }
    }
    return wanted;
  }

  static Optional<Object> of(Op op) {
    return op.value() instanceof List<?> tuple && tuple.size() == 2
        ? Optional.ofNullable(tuple.get(0))
        : Optional.empty();
  }
}
