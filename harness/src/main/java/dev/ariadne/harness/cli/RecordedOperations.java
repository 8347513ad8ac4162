package dev.ariadne.harness.cli;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import java.util.ArrayList;
import java.util.List;

/**
 * What was begun in a run, out of its history.
 *
 * @param begun the invocations of clients and of the nemesis, up to the final heal
 * @param endNanos test time of the heal, or of the last that is known if there was none
 */
record RecordedOperations(List<Op> begun, long endNanos) {
  private static final long LATE_NANOS_MAX = 1_000_000_000;

  static RecordedOperations of(List<Op> history) {
    List<Op> begun = new ArrayList<>();
    boolean underWay = false;
    for (Op op : history) {
      if (op.process() instanceof Op.Process.Named) {
        // The nemesis notes what it is about to do, then what it did.
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
   * The same again, each at its time, and healed when it was healed then, or a second later if not
   * all has been begun. What is not begun by then is left out: its client waits for an earlier
   * answer, and it would meet faults that were over.
   */
  Generator generator(int concurrency) {
    return Generators.timeLimit(endNanos + LATE_NANOS_MAX, Generators.recorded(begun, concurrency));
  }

  /** How many of these another run began too. */
  long alsoBegunIn(List<Op> history) {
    return Math.min(of(history).begun.size(), begun.size());
  }
}
