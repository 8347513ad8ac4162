package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.workload.Workloads;
import java.util.Set;
import java.util.TreeSet;

/**
 * A workload for which nobody says what it promises. If its clients do with registers what the
 * workload {@code register} does, that one's promise is asked; else nothing can be said.
 */
final class PromiseCheck implements Check {
  private static final Set<String> OF_REGISTERS = Set.of("read", "write", "cas");

  private final String workload;

  PromiseCheck(String workload) {
    this.workload = workload;
  }

  @Override
  public String name() {
    return "linearizable";
  }

  @Override
  public Result check(Evidence evidence) {
    TreeSet<String> used = new TreeSet<>();
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Client) {
        used.add(op.f());
      }
    }
    if (!used.isEmpty() && OF_REGISTERS.containsAll(used)) {
      return new LinearizableCheck().check(evidence);
    }
    String why =
        Workloads.names().contains(workload)
            ? "Nobody says what the workload '%s' promises: there is no CheckProvider of that name."
            : "There is no workload '%s' on the class path (ARIADNE_CLASSPATH), and so nobody to"
                + " say what it promises.";
    return Result.of(name(), Verdict.UNKNOWN, why.formatted(workload));
  }
}
