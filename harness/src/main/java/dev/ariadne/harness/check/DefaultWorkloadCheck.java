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
            ? "Nobody says what the workload '%s' promises: there is no CheckProvider of that name."
            : "There is no workload '%s' on the class path (ARIADNE_CLASSPATH), and so nobody to"
                + " say what it promises.";
    return Result.of(name(), Verdict.UNKNOWN, why.formatted(workload));
  }
}
