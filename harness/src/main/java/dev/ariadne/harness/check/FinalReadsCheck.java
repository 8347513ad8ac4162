package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.store.RunRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * After the heal the cluster answers: every key is read once more. If the workload has no reads,
 * any successful operation on the key counts.
 */
final class FinalReadsCheck implements Check {

  @Override
  public String name() {
    return "final-reads";
  }

  @Override
  public Result check(Evidence evidence) {
    long healed = evidence.healed();
    if (healed < 0) {
      return Result.of(name(), Verdict.UNKNOWN, "The run was cut short before the final heal.");
    }
    List<String> waiting = unsettled(evidence);
    if (!waiting.isEmpty()) {
      return Result.of(
              name(),
              Verdict.INVALID,
              "Stuck: after the heal the requested membership changes did not finish within the"
                  + " bound.")
          .withDetails(waiting);
    }
    Afterwards after = Afterwards.of(evidence, healed);
    if (!after.everOk) {
      return Result.of(name(), Verdict.UNKNOWN, "The cluster never answered at all.");
    }
    if (!after.begun) {
      return Result.of(
          name(),
          Verdict.UNKNOWN,
          evidence.complete()
              ? "No operation was begun after the heal: Workload.finish reads nothing."
              : "The run ended before anything was read after the heal.");
    }
    return judged(evidence, after);
  }

  /** The operations of clients after the heal. */
  private static final class Afterwards {
    private final boolean reads;
    private final Set<Object> tried = new HashSet<>();
    private final Set<Object> answered = new HashSet<>();
    private final ErrorCounts errors = new ErrorCounts();
    private boolean everOk;
    private boolean begun;
    private boolean anyOk;

    private Afterwards(boolean reads) {
      this.reads = reads;
    }

    static Afterwards of(Evidence evidence, long healed) {
      Afterwards after =
          new Afterwards(evidence.history().stream().anyMatch(op -> op.f().equals("read")));
      Set<Op.Process> sinceHeal = new HashSet<>();
      for (Op op : evidence.history()) {
        if (op.process() instanceof Op.Process.Client) {
          after.everOk |= op.type() == Op.Type.OK;
          after.add(op, healed, sinceHeal);
        }
      }
      return after;
    }

    private void add(Op op, long healed, Set<Op.Process> sinceHeal) {
      if (op.type() == Op.Type.INVOKE) {
        if (op.index() > healed && (op.f().equals("read") || !reads)) {
          sinceHeal.add(op.process());
          begun = true;
          OperationKeys.of(op).ifPresent(tried::add);
        }
      } else if (sinceHeal.remove(op.process())) {
        if (op.type() == Op.Type.OK) {
          anyOk = true;
          OperationKeys.of(op).ifPresent(answered::add);
        } else {
          errors.add(op);
        }
      }
    }
  }

  private Result judged(Evidence evidence, Afterwards after) {
    List<String> missing = new ArrayList<>();
    boolean inVain = false;
    List<Object> wanted = OperationKeys.expected(evidence);
    for (Object key : wanted) {
      if (!after.answered.contains(key)) {
        missing.add(
            "key " + ErrorCounts.text(key) + " was not " + (after.reads ? "read" : "answered"));
        inVain |= after.tried.contains(key);
      }
    }
    if (wanted.isEmpty() ? after.anyOk : missing.isEmpty()) {
      return Result.of(
          name(),
          Verdict.VALID,
          wanted.isEmpty()
              ? "Operations were acknowledged after the heal."
              : after.reads
                  ? "All " + wanted.size() + " keys were read after the heal."
                  : "Operations on all "
                      + wanted.size()
                      + " keys were acknowledged after the heal.");
    }
    Optional<Op> failedHeal = failedHeal(evidence);
    if (failedHeal.isPresent()) {
      return Result.of(
              name(),
              Verdict.UNKNOWN,
              "The target could not be healed: "
                  + ErrorCounts.text(failedHeal.get().extra().get("error")))
          .withDetails(missing);
    }
    if (!evidence.complete() && !evidence.run().ending().equals(RunRecord.STUCK)) {
      return Result.of(name(), Verdict.UNKNOWN, "The run ended before every key was read.")
          .withDetails(missing);
    }
    String of = missing.size() + " of " + wanted.size() + " keys";
    if (!inVain && !wanted.isEmpty()) {
      return Result.of(name(), Verdict.UNKNOWN, "After the heal no operation used " + of + ".")
          .withDetails(missing);
    }
    String stuck =
        wanted.isEmpty()
            ? "no operation was acknowledged"
            : after.reads
                ? of + " could not be read within the bound"
                : "no operation on " + of + " was acknowledged within the bound";
    String why = after.errors.total() > 0 ? "; " + after.errors.mostFrequent() : "";
    return Result.of(name(), Verdict.INVALID, "Stuck: after the heal " + stuck + why + ".")
        .withDetails(missing);
  }

  /** The final heal, if the target threw an exception. */
  private static Optional<Op> failedHeal(Evidence evidence) {
    return evidence.history().stream()
        .filter(op -> op.process() instanceof Op.Process.Named && op.f().equals("heal"))
        .filter(op -> op.extra().containsKey("error"))
        .findFirst();
  }

  /** The conditions that did not become true after the heal. */
  private static List<String> unsettled(Evidence evidence) {
    List<String> waiting = List.of();
    for (Op op : evidence.history()) {
      if (op.process() instanceof Op.Process.Named && op.f().equals("settle")) {
        waiting = Edn.strings(op.value(), "waiting");
      }
    }
    return waiting;
  }
}
