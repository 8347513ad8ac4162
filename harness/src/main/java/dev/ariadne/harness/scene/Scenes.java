package dev.ariadne.harness.scene;

import dev.ariadne.checker.history.Op;
import dev.ariadne.harness.ShuffledDeck;
import dev.ariadne.harness.cluster.Capability;
import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.generator.Generator;
import dev.ariadne.harness.generator.Generators;
import dev.ariadne.harness.history.RecordEdn;
import dev.ariadne.harness.interpreter.Nemesis;
import dev.ariadne.harness.nemesis.LeaderFinder;
import dev.ariadne.harness.workload.KeyOperations;
import dev.ariadne.harness.workload.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The scenes of a test, as a part of its nemesis. */
public final class Scenes implements Nemesis {
  private final List<SceneKind> possible;
  private final SortedMap<String, String> skipped;
  private final Optional<KeyOperations> operations;
  private final SceneNemesis nemesis;
  private final Cluster cluster;

  private Scenes(
      List<SceneKind> possible,
      SortedMap<String, String> skipped,
      Optional<KeyOperations> operations,
      SceneNemesis nemesis,
      Cluster cluster) {
    this.cluster = cluster;
    this.possible = List.copyOf(possible);
    this.skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    this.operations = operations;
    this.nemesis = nemesis;
  }

  /**
   * The scenes with these names on this cluster.
   *
   * @param leaders is told of the history meanwhile
   * @throws IllegalArgumentException if there is no such scene; lists those that exist
   */
  public static Scenes of(
      List<String> names, Cluster cluster, Workload workload, LeaderFinder leaders) {
    List<SceneKind> possible = new ArrayList<>();
    SortedMap<String, String> skipped = new TreeMap<>();
    Optional<KeyOperations> operations = workload.keyOperations();
    for (String name : names) {
      SceneKind kind =
          SceneKinds.named(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no scene '"
                              + name
                              + "'; there are: "
                              + String.join(", ", SceneKinds.names())));
      problem(kind, cluster, workload.name(), operations)
          .ifPresentOrElse(why -> skipped.put(name, why), () -> possible.add(kind));
    }
    return new Scenes(possible, skipped, operations, new SceneNemesis(cluster, leaders), cluster);
  }

  /** Why a scene cannot take place here, for a person. */
  private static Optional<String> problem(
      SceneKind kind, Cluster cluster, String workload, Optional<KeyOperations> operations) {
    if (operations.isEmpty()) {
      return Optional.of("the workload " + workload + " has no operations for scenes");
    }
    if (kind.once() && operations.get().changeOnce(-1, 1).isEmpty()) {
      return Optional.of(
          "the workload " + workload + " has no operation that shows if it happens twice");
    }
    if (cluster.nodes().size() < kind.nodesMin()) {
      return Optional.of("it needs " + kind.nodesMin() + " nodes");
    }
    for (Class<? extends Capability> need : kind.needs()) {
      if (cluster.capability(need).isEmpty()) {
        return Optional.of("the target does not offer " + need.getSimpleName());
      }
    }
    return Optional.empty();
  }

  /** Whether any scene can take place. */
  public boolean any() {
    return !possible.isEmpty();
  }

  /** The scenes that cannot take place, each with the reason, for a person. */
  public SortedMap<String, String> skipped() {
    return skipped;
  }

  /**
   * The faults with scenes between them; the same faults if no scene can take place. It needs the
   * nemesis and some clients.
   *
   * @param faults begins and ends one fault after the other
   */
  public Generator between(Generator faults) {
    List<Generator> parts = new ArrayList<>();
    skipped.forEach(
        (scene, why) ->
            parts.add(
                Generators.nemesis(
                    Generators.once(
                        "scene/skip", SceneRun.F, RecordEdn.write(SceneAct.skip(scene, why))))));
    parts.add(
        any()
            ? SceneCycle.of(
                faults,
                new ShuffledDeck<>("scene/deck", possible),
                operations.get(),
                kind -> cluster.capability(kind).isPresent())
            : faults);
    return Generators.concat(parts.toArray(Generator[]::new));
  }

  /** Whether this is an operation of a scene's nemesis. */
  public static boolean isOf(Op op) {
    return op.process() instanceof Op.Process.Named && op.f().equals(SceneRun.F);
  }

  @Override
  public Op invoke(Op invocation) {
    return nemesis.invoke(invocation);
  }

  /** Undoes what the present scene has done. */
  public void heal() {
    nemesis.undo(true, new TreeMap<>());
  }
}
