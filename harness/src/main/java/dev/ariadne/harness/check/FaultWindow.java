package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fault and the time during which it was in force.
 *
 * @param kind as on the command line
 * @param what the completed operation that brought it about: its value
 * @param nodes that were struck
 * @param from nanoseconds of test time, when it was begun
 * @param to when it was taken away; the history's end if it never was
 */
public record FaultWindow(String kind, Object what, List<String> nodes, long from, long to) {
  private static final String CHANGE_BEGINS = "change-members";
  private static final String CHANGE_ENDS = "members-changed";

  private static final Map<String, String> KIND_BY_BEGINNING =
      Map.ofEntries(
          Map.entry("start-partition", "partition"),
          Map.entry("kill", "kill"),
          Map.entry("pause", "pause"),
          Map.entry("truncate-wal", "wal-truncate"),
          Map.entry("truncate-synced-wal", "wal-truncate-synced"),
          Map.entry("corrupt-wal", "wal-corrupt"),
          Map.entry("start-slow", "slow"),
          Map.entry("start-client-cut", "client-cut"),
          Map.entry("cut-power", "power"),
          Map.entry("break-disk", "disk-error"),
          Map.entry("start-drift", "clock"),
          Map.entry("start-loss", "loss"),
          Map.entry("fill-disk", "disk-full"),
          Map.entry(CHANGE_BEGINS, "membership"));

  /** Whether other faults may go on meanwhile: changes of the members come beside all others. */
  public boolean besideOthers() {
    return kind.equals(KIND_BY_BEGINNING.get(CHANGE_BEGINS));
  }

  /**
   * The windows, in the order in which they end. One fault ends before the next begins, but changes
   * of the members, which come beside all others.
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
      boolean ofChange = op.f().equals(CHANGE_BEGINS) || op.f().equals(CHANGE_ENDS);
      boolean begins =
          KIND_BY_BEGINNING.containsKey(op.f())
              && !(ofChange && Edn.strings(op.value(), "nodes").isEmpty());
      Open now = begins ? new Open(op, invocation.time()) : null;
      if (ofChange || op.f().equals("heal")) {
        close(change, op.time(), windows);
        change = ofChange ? now : null;
      }
      if (!ofChange) {
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
  private record Open(Op begun, long from) {}

  private static void close(Open open, long to, List<FaultWindow> windows) {
    if (open != null) {
      Op begun = open.begun();
      List<String> nodes = Edn.strings(begun.value(), "nodes");
      windows.add(
          new FaultWindow(KIND_BY_BEGINNING.get(begun.f()), begun.value(), nodes, open.from(), to));
    }
  }
}
