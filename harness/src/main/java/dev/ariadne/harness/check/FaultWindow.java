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
  private static final Map<String, String> KIND_BY_BEGINNING =
      Map.of(
          "start-partition", "partition",
          "kill", "kill",
          "pause", "pause",
          "truncate-wal", "wal-truncate",
          "truncate-synced-wal", "wal-truncate-synced",
          "corrupt-wal", "wal-corrupt",
          "start-slow", "slow",
          "start-client-cut", "client-cut");

  /** The operations of a nemesis that bring a fault about, and those that end one. */
  public static List<FaultWindow> of(List<Op> history) {
    List<FaultWindow> windows = new ArrayList<>();
    Op invocation = null;
    long from = -1;
    Op open = null;
    for (Op op : history) {
      if (!(op.process() instanceof Op.Process.Named)) {
        continue;
      }
      if (invocation == null) {
        invocation = op;
        continue;
      }
      if (KIND_BY_BEGINNING.containsKey(op.f())) {
        from = invocation.time();
        open = op;
      } else if (open != null) {
        windows.add(window(open, from, op.time()));
        open = null;
      }
      invocation = null;
    }
    if (open != null) {
      windows.add(window(open, from, history.get(history.size() - 1).time()));
    }
    return windows;
  }

  private static FaultWindow window(Op begun, long from, long to) {
    return new FaultWindow(
        KIND_BY_BEGINNING.get(begun.f()),
        begun.value(),
        Edn.strings(begun.value(), "nodes"),
        from,
        to);
  }
}
