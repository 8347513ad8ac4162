package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.store.ScenarioLimits;
import java.util.List;

/**
 * A complete scenario as a value. A smaller one is easier to follow.
 *
 * @param faults the faults in any order; they may overlap
 * @param deeds the operations of the clients, in order of time
 * @param nodes the number of nodes, at least 1
 * @param snapshotEvery the entries from one snapshot of a node to the next, at least 1; {@link
 *     #USUAL_SNAPSHOTS} is not printed
 * @param world the number of the world, from 1. It decides the delays of network and disks and the
 *     data that a power cut leaves. Nothing else is random
 */
public record Script(
    List<ScriptFault> faults, List<ClientOp> deeds, int nodes, int snapshotEvery, long world) {

  /** The usual number of entries between snapshots. A script makes fewer entries. */
  public static final int USUAL_SNAPSHOTS = 100;

  public Script {
    faults = List.copyOf(faults);
    deeds = List.copyOf(deeds);
    within("Script", "nodes", nodes, 1, ScenarioLimits.NODES_MAX);
    within("Script", "snapshotEvery", snapshotEvery, 1, Integer.MAX_VALUE);
  }

  /** Refuses a value out of range. Such a scenario could pass without a test. */
  static void within(String record, String element, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %s: expected from %d to %d, found %d".formatted(record, element, min, max, value));
    }
  }

  /** The number of keys in use, at least 1. */
  public int keys() {
    return 1 + deeds.stream().mapToInt(ClientOp::key).max().orElse(0);
  }

  /** The number of clients with an operation, at least 1. */
  public int clients() {
    return deeds.stream().mapToInt(ClientOp::client).max().orElse(1);
  }

  /** The time from the start to the last operation or the end of the last fault. */
  public long lengthMillis() {
    long ofDeeds = deeds.stream().mapToLong(ClientOp::gapMillis).sum();
    long ofFaults =
        faults.stream().mapToLong(fault -> fault.atMillis() + fault.forMillis()).max().orElse(0);
    return Math.max(ofDeeds, ofFaults);
  }

  /** Performs the script on the harness's own server, or on the only target. */
  public ScriptResult perform() {
    return perform("", false);
  }

  /**
   * Performs the script on another target.
   *
   * @param target the name of the target; empty for the first one
   * @param staleReads true if clients read the local copy of their server, which is wrong on
   *     purpose
   */
  public ScriptResult perform(String target, boolean staleReads) {
    return new ScriptRun(this, ScriptRun.target(target), staleReads).perform();
  }

  /**
   * Performs the script on a given target, for example one with a planted bug: {@code
   * script.perform(PlantedBug.named("W1").simulator())}.
   */
  public ScriptResult perform(Simulator target) {
    return new ScriptRun(this, target, false).perform();
  }

  /** The cluster in words. */
  String cluster() {
    return (nodes == 1 ? "1 node" : nodes + " nodes")
        + (snapshotEvery == USUAL_SNAPSHOTS
            ? ""
            : ", a snapshot every " + snapshotEvery + " entries")
        + ", world "
        + world;
  }

  /** The script in words: one line for each step, in order of time. */
  public List<String> lines() {
    return ScriptStep.of(this).stream().map(ScriptStep::line).toList();
  }

  /** The name of a node by its number, counted round. */
  String node(int number) {
    if (number == ScriptFault.LEADER) {
      return "the leader";
    }
    return "n" + (Math.floorMod(number - 1, nodes) + 1);
  }
}
