package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.history.Edn;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Named counters of the actions of a fault. */
public final class FaultCounters {
  private final SortedMap<String, Long> counts = new TreeMap<>();

  public FaultCounters add(String name, long count) {
    counts.merge(name, count, Long::sum);
    return this;
  }

  public FaultCounters addAll(SortedMap<String, Long> others) {
    others.forEach(this::add);
    return this;
  }

  public SortedMap<String, Long> counts() {
    return counts;
  }

  Map<Object, Object> edn() {
    Map<Object, Object> map = Edn.map();
    counts.forEach((name, count) -> Edn.put(map, name, count));
    return map;
  }

  /** Returns the counters as the value of {@code :did}. */
  Map<Object, Object> did(String kind) {
    return Edn.put(Edn.map(), kind, edn());
  }
}
