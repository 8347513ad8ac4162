package dev.ariadne.harness.check;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.history.Edn;
import dev.ariadne.harness.workload.SetWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much happened: operations by kind and outcome, and for how long nothing succeeded. */
final class StatsCheck implements Check {
  /** Below so many acknowledged operations on a key the verdict on it means little. */
  static final int ACKNOWLEDGED_MIN = 10;

  private static final class Counts {
    long begun;
    long ok;
    long fail;
    long info;

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
    SortedMap<Long, Long> acknowledged = new TreeMap<>();
    // Of a set every element is a key; its own check says whether there were enough.
    long keys =
        evidence.scenario().workload().equals(SetWorkload.NAME) ? 0 : evidence.scenario().keys();
    for (long key = 0; key < keys; key++) {
      acknowledged.put(key, 0L);
    }
    long lastOk = 0;
    long gap = 0;
    for (Op op : evidence.history()) {
      if (!(op.process() instanceof Op.Process.Client)) {
        continue;
      }
      count(all, op);
      count(byF.computeIfAbsent(op.f(), f -> new Counts()), op);
      if (op.type() == Op.Type.OK) {
        gap = Math.max(gap, op.time() - lastOk);
        lastOk = op.time();
        if (Keys.of(op).orElse(null) instanceof Long key) {
          acknowledged.computeIfPresent(key, (k, count) -> count + 1);
        }
      }
    }
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
    List<Long> few =
        acknowledged.entrySet().stream()
            .filter(entry -> entry.getValue() < ACKNOWLEDGED_MIN)
            .map(Map.Entry::getKey)
            .toList();
    if (!few.isEmpty()) {
      return new Result(
          name(),
          Verdict.VACUOUS,
          "Fewer than " + ACKNOWLEDGED_MIN + " acknowledged operations on keys " + few + ".",
          lines,
          data,
          List.of());
    }
    return new Result(name(), Verdict.VALID, "Operations: " + all + ".", lines, data, List.of());
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
