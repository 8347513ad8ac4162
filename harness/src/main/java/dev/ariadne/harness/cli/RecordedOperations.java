package dev.ariadne.harness.cli;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations that a run began, from its history.
 *
 * @param begun the invocations of clients and of the nemesis, up to the final heal
 * @param endNanos the test time of the heal; without a heal, the last known time
 */
record RecordedOperations(List<Op> begun, long endNanos) {
  private static final long LATE_NANOS_MAX = 1_000_000_000;

  static RecordedOperations of(List<Op> history) {
    List<Op> begun = new ArrayList<>();
    boolean underWay = false;
    for (Op op : history) {
      if (op.process() instanceof Op.Process.Named) {
        // The nemesis records an operation before it and after it.
        underWay = !underWay;
        if (underWay && op.f().equals("heal")) {
          return new RecordedOperations(begun, op.time());
        }
        if (underWay) {
          begun.add(op);
        }
      } else if (op.type() == Op.Type.INVOKE) {
        begun.add(op);
      }
    }
    return new RecordedOperations(begun, history.isEmpty() ? 0 : history.getLast().time() + 1);
  }

  /**
   * Repeats the operations, each at its time. The heal comes at its time too, or one second later
   * if not all operations have begun. Operations that have not begun by then are left out: their
   * clients still wait for an earlier answer, and after the heal the faults would be missing.
   */
  Generator generator(int concurrency) {
    return Generators.timeLimit(endNanos + LATE_NANOS_MAX, Generators.recorded(begun, concurrency));
  }

  /** The number of these operations that another run began too. */
  long alsoBegunIn(List<Op> history) {
    return Math.min(of(history).begun.size(), begun.size());
  }
}
