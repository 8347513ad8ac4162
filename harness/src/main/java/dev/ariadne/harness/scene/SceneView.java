package dev.ariadne.harness.scene;

import dev.ariadne.harness.history.Edn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What has happened in a scene so far. An immutable value.
 *
 * @param key of the scene
 * @param step number of the present step, from 0
 * @param stepBegan nanoseconds of test time
 * @param groups nodes by the name of their part in the scene, such as {@code leader}
 * @param ops operations of the scene's clients, in the order of their beginnings
 * @param acts values of the completed operations of the nemesis, by the number of their step
 */
record SceneView(
    long key,
    int step,
    long stepBegan,
    SortedMap<String, List<String>> groups,
    List<SceneOp> ops,
    SortedMap<Integer, Object> acts) {

  static SceneView of(long key, long now) {
    return new SceneView(key, 0, now, new TreeMap<>(), List.of(), new TreeMap<>());
  }

  /** The nodes with this part; none if nobody has it. */
  List<String> group(String name) {
    return groups.getOrDefault(name, List.of());
  }

  /** How many operations are so. */
  long count(Predicate<SceneOp> wanted) {
    return ops.stream().filter(wanted).count();
  }

  boolean any(Predicate<SceneOp> wanted) {
    return ops.stream().anyMatch(wanted);
  }

  /** The time when the first of these was completed; {@link Long#MAX_VALUE} if there is none. */
  long firstEnd(Predicate<SceneOp> wanted) {
    return ops.stream()
        .filter(op -> !op.open())
        .filter(wanted)
        .mapToLong(SceneOp::ended)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Reads that these nodes answered. */
  Predicate<SceneOp> readsAt(String group) {
    return op -> op.ok() && !op.isChange() && group(group).contains(op.node());
  }

  /** Changes that these nodes acknowledged. */
  Predicate<SceneOp> changesAt(String group) {
    return op -> op.ok() && op.isChange() && group(group).contains(op.node());
  }

  /** Operations that the present step has begun. */
  Predicate<SceneOp> now() {
    return op -> op.step() == step;
  }

  /** The number of changes that were begun. */
  long changes() {
    return count(SceneOp::isChange);
  }

  /** The greatest number of an acknowledged change; 1 if there is none. */
  long acknowledged() {
    return ops.stream()
        .filter(op -> op.ok() && op.isChange())
        .mapToLong(SceneOp::number)
        .max()
        .orElse(1);
  }

  /** The step's operation of the nemesis has this entry. */
  Object told(int ofStep, String entry) {
    return Edn.get(acts.get(ofStep), entry);
  }

  SceneView with(SceneOp begun) {
    List<SceneOp> more = new ArrayList<>(ops);
    more.add(begun);
    return new SceneView(key, step, stepBegan, groups, List.copyOf(more), acts);
  }

  /** One operation in place of another. */
  SceneView with(SceneOp before, SceneOp after) {
    List<SceneOp> changed = new ArrayList<>(ops);
    changed.set(changed.indexOf(before), after);
    return new SceneView(key, step, stepBegan, groups, List.copyOf(changed), acts);
  }

  SceneView next(long now) {
    return new SceneView(key, step + 1, now, groups, ops, acts);
  }

  SceneView at(int other, long now) {
    return new SceneView(key, other, now, groups, ops, acts);
  }

  SceneView acted(Object value, long now) {
    SortedMap<Integer, Object> more = new TreeMap<>(acts);
    more.put(step, value);
    return new SceneView(key, step, now, groups, ops, more);
  }

  SceneView grouped(Map<String, List<String>> more) {
    SortedMap<String, List<String>> all = new TreeMap<>(groups);
    all.putAll(more);
    return new SceneView(key, step, stepBegan, all, ops, acts);
  }
}
