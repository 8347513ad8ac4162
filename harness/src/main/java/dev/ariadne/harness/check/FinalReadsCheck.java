package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * After everything was healed, the cluster answers: every key is read once more. Where the workload
 * has no reads, any operation on a key that succeeds will do.
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
    boolean reads = evidence.history().stream().anyMatch(op -> op.f().equals("read"));
    Set<Object> read = new HashSet<>();
    boolean everOk = false;
    Set<Op.Process> readingSinceHeal = new HashSet<>();
    for (Op op : evidence.history()) {
      if (!(op.process() instanceof Op.Process.Client)) {
        continue;
      }
      switch (op.type()) {
        case INVOKE -> {
          if (op.index() > healed && (op.f().equals("read") || !reads)) {
            readingSinceHeal.add(op.process());
          }
        }
        case OK -> {
          everOk = true;
          if (readingSinceHeal.remove(op.process())) {
            Keys.of(op).ifPresent(read::add);
          }
        }
        case FAIL, INFO -> readingSinceHeal.remove(op.process());
      }
    }
    List<String> waiting = unsettled(evidence);
    if (!waiting.isEmpty()) {
      return Result.of(
              name(),
              Verdict.INVALID,
              "Stuck: after the heal the members did not become what they were to be within the"
                  + " bound.")
          .withDetails(waiting);
    }
    List<String> missing = new ArrayList<>();
    long wanted = Keys.wanted(evidence);
    for (long key = 0; key < wanted; key++) {
      if (!read.contains(key)) {
        missing.add("key " + key + " was not read");
      }
    }
    if (missing.isEmpty()) {
      return Result.of(
          name(), Verdict.VALID, "All " + read.size() + " keys were read after the heal.");
    }
    if (!everOk) {
      return Result.of(name(), Verdict.UNKNOWN, "The cluster never answered at all.");
    }
    return Result.of(
            name(),
            Verdict.INVALID,
            "Stuck: after the heal "
                + missing.size()
                + " of "
                + wanted
                + " keys could not be read within the bound.")
        .withDetails(missing);
  }

  /** What was waited for in vain after the heal. */
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
