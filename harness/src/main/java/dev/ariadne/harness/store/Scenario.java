package dev.ariadne.harness.store;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.SeededChoices;
import dev.ariadne.harness.cluster.ClusterOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that decides a run, but for the time that real processes take.
 *
 * @param name of the test, and of its directory in the store
 * @param target by its {@link dev.ariadne.harness.cluster.TargetProvider#name name}
 * @param seed decides every generated operation and every fault
 * @param cluster the size of the cluster and of its logs
 * @param load the work of the clients
 * @param faults the kinds of faults, and the time between two
 * @param timeLimitSeconds length of the main phase; above 0
 * @param setupLimitSeconds the longest time until the first acknowledged operation; then the run is
 *     stopped; above 0. With {@link #NO_SETUP_LIMIT} there is no limit: a run without answers is
 *     then healed and read like any other
 * @param world the further values that a simulation has drawn, by name: limits, sizes, speeds.
 *     Empty for a live run, and for a run whose seed has not drawn its world yet
 */
public record Scenario(
    String name,
    String target,
    long seed,
    ClusterSize cluster,
    Load load,
    FaultSchedule faults,
    double timeLimitSeconds,
    double setupLimitSeconds,
    SortedMap<String, Long> world) {
  /** The default length of the main phase. */
  public static final int TIME_LIMIT_SECONDS = 30;

  /** The default limit for a system's first answer. */
  public static final int SETUP_LIMIT_SECONDS = 30;

  /** A {@link #setupLimitSeconds} that does not stop a run. */
  public static final double NO_SETUP_LIMIT = ScenarioLimits.SECONDS_MAX;

  /** The number of client workers that work for scenes only. */
  public static final int SCENE_WORKERS = 16;

  public Scenario {
    world = Collections.unmodifiableSortedMap(new TreeMap<>(world));
  }

  /**
   * A scenario with the default value of everything that is not given, and without faults. It is
   * named after its target and its workload.
   */
  public static Scenario of(String target, String workload, long seed) {
    return new Scenario(
        target + "-" + workload,
        target,
        seed,
        ClusterSize.of(ClusterSize.NODES),
        Load.of(workload, ClusterSize.NODES),
        FaultSchedule.none(),
        TIME_LIMIT_SECONDS,
        SETUP_LIMIT_SECONDS,
        new TreeMap<>());
  }

  /** The same scenario with another seed, which has not drawn its world yet. */
  public Scenario withSeed(long other) {
    return new Scenario(
        name,
        target,
        other,
        cluster,
        load,
        faults,
        timeLimitSeconds,
        setupLimitSeconds,
        new TreeMap<>());
  }

  /** The same scenario in this world. */
  public Scenario in(SortedMap<String, Long> drawn) {
    return new Scenario(
        name, target, seed, cluster, load, faults, timeLimitSeconds, setupLimitSeconds, drawn);
  }

  /** The same scenario on a cluster of another size. */
  public Scenario with(ClusterSize other) {
    return new Scenario(
        name, target, seed, other, load, faults, timeLimitSeconds, setupLimitSeconds, world);
  }

  /** The same scenario with other work for the clients. */
  public Scenario with(Load other) {
    return new Scenario(
        name, target, seed, cluster, other, faults, timeLimitSeconds, setupLimitSeconds, world);
  }

  /** The same scenario with other faults. */
  public Scenario with(FaultSchedule other) {
    return new Scenario(
        name, target, seed, cluster, load, other, timeLimitSeconds, setupLimitSeconds, world);
  }

  /** The same scenario without faults. */
  public Scenario withoutFaults() {
    return with(new FaultSchedule(List.of(), faults.intervalSeconds()));
  }

  /** The same scenario with a main phase of another length. */
  public Scenario withTimeLimit(double seconds) {
    return new Scenario(
        name, target, seed, cluster, load, faults, seconds, setupLimitSeconds, world);
  }

  /** The same scenario with another limit for the first answer. */
  public Scenario withSetupLimit(double seconds) {
    return new Scenario(
        name, target, seed, cluster, load, faults, timeLimitSeconds, seconds, world);
  }

  /** Returns true if a run without answers is stopped. */
  public boolean hasSetupLimit() {
    return setupLimitSeconds < NO_SETUP_LIMIT;
  }

  /** The number of client workers: those of the load, and those of scenes if there are any. */
  public int workers() {
    return load.concurrency() + (faults.scenes().isEmpty() ? 0 : SCENE_WORKERS);
  }

  public Choices choices() {
    return new SeededChoices(seed);
  }

  /** The number, from 0, of the node that keeps every entry of its log. */
  public int keeper() {
    return choices().pick("keeper", 0, cluster.nodes());
  }

  /**
   * The options of the cluster for the target.
   *
   * @param directory the directory for the files of the cluster
   */
  public ClusterOptions clusterOptions(Path directory) {
    return new ClusterOptions(
        cluster.nodes(),
        directory,
        choices(),
        cluster.snapshotCount(),
        cluster.keepEntries(),
        keeper(),
        Math.round(load.clientTimeoutSeconds() * 1e9),
        load.staleReads());
  }

  /** The text under which the scenario is stored. */
  public String toJson() {
    return StoredScenario.of(this).toJson();
  }

  /**
   * Reads a scenario, also one that an older version of this program stored.
   *
   * @throws IOException if the text is no scenario, breaks the {@link ScenarioLimits}, or is of a
   *     newer version; the message names the error
   */
  public static Scenario fromJson(String text) throws IOException {
    return StoredScenario.fromJson(text).scenario();
  }
}
