package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.nemesis.FaultKind;
import dev.ariadne.harness.nemesis.FaultKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fault and the time during which it was in force.
 *
 * @param kind the kind of the fault
 * @param what the value of the completed operation that caused it
 * @param nodes the nodes with the fault
 * @param from the start of the fault, in nanoseconds of test time
 * @param to the end of the fault; the end of the history if it was never taken away
 */
public record FaultWindow(FaultKind kind, Object what, List<String> nodes, long from, long to) {

  /**
   * The windows in the order of their ends. A fault ends before the next one begins. Only
   * membership changes run beside other faults.
   */
  public static List<FaultWindow> of(List<Op> history) {
    List<FaultWindow> windows = new ArrayList<>();
    Op invocation = null;
    Open fault = null;
    Open change = null;
    for (Op op : history) {
      if (!(op.process() instanceof Op.Process.Named)) {
        continue;
      }
      if (invocation == null) {
        invocation = op;
        continue;
      }
      String f = op.f();
      Optional<FaultKind> kind = FaultKinds.begunBy(f);
      boolean isBeside = FaultKinds.isBesideOthers(f);
      // A change of the members that was not begun has no nodes.
      boolean begins =
          kind.isPresent() && !(isBeside && Edn.strings(op.value(), "nodes").isEmpty());
      Open now = begins ? new Open(kind.get(), op, invocation.time()) : null;
      if (isBeside || f.equals("heal")) {
        close(change, op.time(), windows);
        change = isBeside ? now : null;
      }
      if (!isBeside) {
        close(fault, op.time(), windows);
        fault = now;
      }
      invocation = null;
    }
    long end = history.isEmpty() ? 0 : history.get(history.size() - 1).time();
    close(fault, end, windows);
    close(change, end, windows);
    return windows;
  }

  /** A fault that is in force. */
  private record Open(FaultKind kind, Op begun, long from) {}

  private static void close(Open open, long to, List<FaultWindow> windows) {
    if (open != null) {
      Op begun = open.begun();
      List<String> nodes = Edn.strings(begun.value(), "nodes");
      windows.add(new FaultWindow(open.kind(), begun.value(), nodes, open.from(), to));
    }
  }
}
