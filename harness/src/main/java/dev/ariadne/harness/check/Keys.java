package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import java.util.List;
import java.util.Optional;

/** Values as {@code [key value]}. */
final class Keys {

  private Keys() {}

  static Optional<Object> of(Op op) {
    return op.value() instanceof List<?> tuple && tuple.size() == 2
        ? Optional.ofNullable(tuple.get(0))
        : Optional.empty();
  }
}
