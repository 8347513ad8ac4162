package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.workload.Workloads;
import java.util.Set;

/**
 * A test by hand must have shown something. Operations were acknowledged, also after a fault, and
 * also a change if one was tried after it. An acknowledged read after a change could have missed
 * that change.
 */
final class ByHandCheck implements Check {
  static final String NAME = "by-hand";

  /** Actions on nodes that take a fault away or are no fault. */
  private static final Set<String> ENDINGS =
      Set.of("start", "resume", "heal", "fast", "healClients", "free", "calm", "confine", "retire");

  /** Operations of the harness's own workloads whose answers say nothing about the state. */
  private static final Set<String> BLIND = Set.of("write", "append", "add");

  @Override
  public String name() {
    return NAME;
  }

  /** Counters up to some point of the history. */
  private static final class Count {
    private final boolean ownWorkload;
    private final ErrorCounts errors = new ErrorCounts();
    private long acknowledged;
    private long faults;
    private Op lastFault;
    private long sinceLastFault;
    private long changesTriedSinceFirst;
    private long changesSinceFirst;
    private boolean changed;
    private boolean looked;

    Count(boolean ownWorkload) {
      this.ownWorkload = ownWorkload;
    }

    void ofClient(Op op) {
      boolean change = !op.f().equals("read");
      if (op.type() == Op.Type.INVOKE) {
        changesTriedSinceFirst += change && faults > 0 ? 1 : 0;
        return;
      }
      if (op.type() != Op.Type.OK) {
        errors.add(op);
        return;
      }
      acknowledged++;
      sinceLastFault++;
      changesSinceFirst += change && faults > 0 ? 1 : 0;
      looked |= changed && (ownWorkload || !BLIND.contains(op.f()));
      changed |= change;
    }

    void ofNodes(Op op) {
      if (!ENDINGS.contains(op.f())) {
        faults++;
        lastFault = op;
        sinceLastFault = 0;
      }
    }
  }

  @Override
  public Result check(Evidence evidence) {
    Count count = new Count(!Workloads.NAMES.contains(evidence.scenario().load().workload()));
    boolean under = false;
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Client) {
        count.ofClient(op);
      } else {
        under = !under;
        if (!under) {
          count.ofNodes(op);
        }
      }
    }
    String why = whyVacuous(count);
    if (why.isEmpty()) {
      return Result.of(
          name(),
          Verdict.VALID,
          count.acknowledged
              + " operations acknowledged, "
              + count.faults
              + " faults, "
              + count.sinceLastFault
              + " operations acknowledged after the last.");
    }
    String errors = count.errors.total() > 0 ? " " + count.errors.mostFrequent() + "." : "";
    return Result.of(name(), Verdict.VACUOUS, why + errors);
  }

  private static String whyVacuous(Count count) {
    if (count.acknowledged == 0) {
      return "No operation was acknowledged.";
    }
    if (count.faults > 0 && count.sinceLastFault == 0) {
      return "No operation was acknowledged after the fault " + told(count.lastFault) + ".";
    }
    if (count.changesTriedSinceFirst > 0 && count.changesSinceFirst == 0) {
      return "After the first fault "
          + count.changesTriedSinceFirst
          + " writes were tried, but none was acknowledged. The last fault was "
          + told(count.lastFault)
          + ".";
    }
    if (!count.looked) {
      return "No read after a change was acknowledged, so no read could have missed the change.";
    }
    return "";
  }

  private static String told(Op fault) {
    Object arguments = Edn.get(fault.value(), "arguments");
    return fault.f() + (arguments == null ? "" : " " + EdnPrinter.print(arguments));
  }
}
