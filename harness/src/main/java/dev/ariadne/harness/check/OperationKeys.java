package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.workload.AppendWorkload;
import dev.ariadne.harness.workload.CounterWorkload;
import dev.ariadne.harness.workload.RegisterWorkload;
import dev.ariadne.harness.workload.SetWorkload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The keys of operations whose values are {@code [key value]}. */
final class OperationKeys {

  private OperationKeys() {}

  /**
   * The keys that need operations. For the harness's own workloads these are the keys from 0 up to
   * the scenario's number, and all keys that were used. For a user's own workload they are the keys
   * that were used.
   *
   * @return in the order of the numbers, then of the first use
   */
  static List<Object> expected(Evidence evidence) {
    String workload = evidence.scenario().load().workload();
    LinkedHashSet<Object> used = new LinkedHashSet<>();
    long numbers =
        switch (workload) {
          case SetWorkload.NAME -> 1;
          case RegisterWorkload.NAME, AppendWorkload.NAME, CounterWorkload.NAME ->
              evidence.scenario().load().keys();
          default -> 0;
        };
    for (Op op : evidence.history()) {
      if (op.type() == Op.Type.INVOKE && op.process() instanceof Op.Process.Client) {
        Object key = of(op).orElse(null);
        if (key instanceof Long number && numbers > 0) {
          numbers = Math.max(numbers, number + 1);
        } else if (key != null) {
          used.add(key);
        }
      }
    }
    List<Object> expected = new ArrayList<>();
    for (long key = 0; key < numbers; key++) {
      expected.add(key);
    }
    expected.addAll(used);
    return expected;
  }

  /** Returns the key of an operation; empty if its value is not {@code [key value]}. */
  static Optional<Object> of(Op op) {
    return op.value() instanceof List<?> tuple && tuple.size() == 2
        ? Optional.ofNullable(tuple.get(0))
        : Optional.empty();
  }
}
