package dev.ariadne.server.kv;

import dev.ariadne.server.base.Invariant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/**
 * Results by the name of their command, and by the index that keeps them: an immutable value, so
 * that a snapshot costs nothing to take.
 *
 * <p>Invariant: both maps hold the same names; no index keeps two.
 */
record Recent<K extends Comparable<K>>(TreePMap<K, Remembered> byName, TreePMap<Long, K> byIndex) {

  static <K extends Comparable<K>> Recent<K> none() {
    return new Recent<>(TreePMap.<K, Remembered>empty(), TreePMap.<Long, K>empty());
  }

  static <K extends Comparable<K>> Recent<K> of(SortedMap<K, Remembered> byName) {
    TreeMap<Long, K> byIndex = new TreeMap<>();
    byName.forEach((name, kept) -> byIndex.put(kept.index(), name));
    return new Recent<>(TreePMap.fromSortedMap(byName), TreePMap.fromSortedMap(byIndex));
  }

  Optional<Remembered> get(K name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The name that this index keeps. */
  Optional<K> keptBy(long index) {
    return Optional.ofNullable(byIndex.get(index));
  }

  Recent<K> with(K name, Remembered kept) {
    Invariant.check(!byIndex.containsKey(kept.index()), "index %d keeps two", kept.index());
    Remembered before = byName.get(name);
    TreePMap<Long, K> rest = before == null ? byIndex : byIndex.minus(before.index());
    return new Recent<>(byName.plus(name, kept), rest.plus(kept.index(), name));
  }

  Recent<K> without(K name) {
    Remembered before = byName.get(name);
    return before == null ? this : new Recent<>(byName.minus(name), byIndex.minus(before.index()));
  }
}
