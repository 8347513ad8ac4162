package dev.ariadne.harness.check;

import dev.ariadne.checker.edn.EdnPrinter;
import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.workload.AppendWorkload;
import dev.ariadne.harness.workload.CounterWorkload;
import dev.ariadne.harness.workload.RegisterWorkload;
import dev.ariadne.harness.workload.SetWorkload;
import dev.ariadne.harness.workload.Workloads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Counts operations by kind and outcome, and measures the longest time without a success. */
final class StatsCheck implements Check {
  /** With fewer acknowledged operations on a key, the verdict on it means little. */
  static final int ACKNOWLEDGED_MIN = 10;

  /** The name in the data that says whether most operations failed. */
  static final String MOST_FAILED = "most-failed";

  /** From this share on the verdict says that operations failed, and why. */
  static final double MOST = 0.9;

  private static final class Counts {
    long begun;
    long ok;
    long fail;
    long info;

    long ended() {
      return ok + fail + info;
    }

    Map<Object, Object> edn() {
      Map<Object, Object> map = Edn.map();
      Edn.put(map, "count", begun);
      Edn.put(map, "ok-count", ok);
      Edn.put(map, "fail-count", fail);
      return Edn.put(map, "info-count", begun - ok - fail);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d begun, %d ok, %d failed, %d unknown",
          begun,
          ok,
          fail,
          begun - ok - fail);
    }
  }

  @Override
  public String name() {
    return "stats";
  }

  @Override
  public Result check(Evidence evidence) {
    Counts all = new Counts();
    SortedMap<String, Counts> byF = new TreeMap<>();
    Map<Object, Long> acknowledged = new LinkedHashMap<>();
    keys(evidence).forEach(key -> acknowledged.put(key, 0L));
    Predicate<Op> answered = answered(evidence);
    ErrorCounts errors = new ErrorCounts();
    long lastOk = 0;
    long last = 0;
    long gap = 0;
    for (Op op : evidence.history()) {
      if (!(op.process() instanceof Op.Process.Client)) {
        continue;
      }
      last = op.time();
      count(all, op);
      count(byF.computeIfAbsent(op.f(), f -> new Counts()), op);
      if (op.type() == Op.Type.FAIL || op.type() == Op.Type.INFO) {
        if (!answered.test(op)) {
          errors.add(op);
        }
      }
      if (op.type() == Op.Type.OK) {
        gap = Math.max(gap, op.time() - lastOk);
        lastOk = op.time();
        OperationKeys.of(op)
            .ifPresent(key -> acknowledged.computeIfPresent(key, (k, count) -> count + 1));
      }
    }
    // Up to the end: a system that died says nothing more.
    gap = Math.max(gap, last - lastOk);
    Map<Object, Object> data = all.edn();
    Edn.put(data, "longest-gap-ms", gap / 1_000_000);
    Map<Object, Object> perF = Edn.map();
    byF.forEach((f, counts) -> Edn.put(perF, f, counts.edn()));
    Edn.put(data, "by-f", perF);
    List<String> lines = new ArrayList<>();
    byF.forEach((f, counts) -> lines.add(f + ": " + counts));
    lines.add(
        String.format(
            Locale.ROOT, "longest time without an acknowledged operation: %.1f s", gap / 1e9));
    Edn.put(data, "errors", errors.total());
    Edn.put(data, MOST_FAILED, mostFailed(all, errors));
    if (errors.total() > 0) {
      lines.add(errors.mostFrequent());
    }
    return judged(evidence, all, errors, acknowledged).withDetails(lines).withData(data);
  }

  private Result judged(
      Evidence evidence, Counts all, ErrorCounts errors, Map<Object, Long> acknowledged) {
    boolean mostFailed = mostFailed(all, errors);
    String failed =
        "%d of %d operations failed; %s."
            .formatted(errors.total(), all.ended(), errors.mostFrequent());
    if (all.ok == 0) {
      return Result.of(
          name(),
          Verdict.VACUOUS,
          "No operation was acknowledged. " + (mostFailed ? failed : all + "."));
    }
    // A workload of a user's own may be refused by design; the harness's own are not.
    if (mostFailed && ofTheHarness(evidence)) {
      return Result.of(name(), Verdict.VACUOUS, failed);
    }
    List<Object> few =
        acknowledged.entrySet().stream()
            .filter(entry -> entry.getValue() < ACKNOWLEDGED_MIN)
            .map(Map.Entry::getKey)
            .toList();
    if (!few.isEmpty()) {
      return Result.of(
          name(),
          Verdict.VACUOUS,
          "Fewer than %d acknowledged operations on keys %s. %s"
              .formatted(ACKNOWLEDGED_MIN, EdnPrinter.print(few), mostFailed ? failed : "")
              .strip());
    }
    long wanted = (long) ACKNOWLEDGED_MIN * (acknowledged.isEmpty() ? keysAtATime(evidence) : 0);
    if (all.ok < wanted) {
      return Result.of(
          name(), Verdict.VACUOUS, "Fewer than " + wanted + " acknowledged operations.");
    }
    return Result.of(name(), Verdict.VALID, mostFailed ? failed : "Operations: " + all + ".");
  }

  private static boolean mostFailed(Counts all, ErrorCounts errors) {
    return all.ended() > 0 && errors.total() >= MOST * all.ended();
  }

  private static boolean ofTheHarness(Evidence evidence) {
    return Workloads.NAMES.contains(evidence.scenario().load().workload());
  }

  /** The keys that need enough operations; a set's own check decides this for sets. */
  private static List<Object> keys(Evidence evidence) {
    return switch (evidence.scenario().load().workload()) {
      case SetWorkload.NAME -> List.of();
      case AppendWorkload.NAME ->
          OperationKeys.expected(evidence).subList(0, evidence.scenario().load().keys());
      case RegisterWorkload.NAME, CounterWorkload.NAME -> OperationKeys.expected(evidence);
      default -> {
        // More keys than are worked on at a time: each is left for another one after a while.
        List<Object> used = OperationKeys.expected(evidence);
        yield used.size() <= evidence.scenario().load().keys() ? used : List.of();
      }
    };
  }

  private static long keysAtATime(Evidence evidence) {
    return ofTheHarness(evidence) ? 0 : evidence.scenario().load().keys();
  }

  /** The operations that the workload counts as answered; none if it is not on the class path. */
  private static Predicate<Op> answered(Evidence evidence) {
    String name = evidence.scenario().load().workload();
    return Workloads.names().contains(name)
        ? Workloads.named(name, evidence.scenario().load().keys())::answered
        : op -> false;
  }

  private static void count(Counts counts, Op op) {
    switch (op.type()) {
      case INVOKE -> counts.begun++;
      case OK -> counts.ok++;
      case FAIL -> counts.fail++;
      case INFO -> counts.info++;
    }
  }
}
