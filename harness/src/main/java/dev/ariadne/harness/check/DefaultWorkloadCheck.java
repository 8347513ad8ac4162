package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.workload.Workloads;
import java.util.Set;
import java.util.TreeSet;

/**
 * The check of a workload without a check of its own. If its clients use registers as the workload
 * {@code register} does, the check of that workload is made. Otherwise the result is unknown.
 */
final class DefaultWorkloadCheck implements Check {
  private static final Set<String> OF_REGISTERS = Set.of("read", "write", "cas");

  private final String workload;

  DefaultWorkloadCheck(String workload) {
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
            ? "The workload '%s' has no check: there is no CheckProvider with this name."
            : "There is no workload '%s' on the class path (ARIADNE_CLASSPATH), so it has no"
                + " check.";
    return Result.of(name(), Verdict.UNKNOWN, why.formatted(workload));
  }
}
