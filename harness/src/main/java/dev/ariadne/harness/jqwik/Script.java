package dev.ariadne.harness.jqwik;

import dev.ariadne.harness.run.Simulator;
import dev.ariadne.harness.store.ScenarioLimits;
import java.util.List;

/**
 * A whole scenario, spelled out. The smaller, the easier to follow.
 *
 * @param faults in any order; they may overlap
 * @param deeds in order of time
 * @param nodes at least 1
 * @param snapshotEvery entries from one snapshot of a node to its next, at least 1; {@link
 *     #USUAL_SNAPSHOTS} goes without saying
 * @param world which delays the network and the disks have, and what a power cut leaves, from 1;
 *     nothing else is left to chance
 */
public record Script(
    List<ScriptFault> faults, List<ClientOp> deeds, int nodes, int snapshotEvery, long world) {

  /** More entries than a script makes. */
  public static final int USUAL_SNAPSHOTS = 100;

  public Script {
    faults = List.copyOf(faults);
    deeds = List.copyOf(deeds);
    within("Script", "nodes", nodes, 1, ScenarioLimits.NODES_MAX);
    within("Script", "snapshotEvery", snapshotEvery, 1, Integer.MAX_VALUE);
  }

  /** Refuses what would be no scenario, and might pass for one that holds. */
  static void within(String record, String element, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %s: expected from %d to %d, found %d".formatted(record, element, min, max, value));
    }
  }

  /** Keys that are used, at least 1. */
  public int keys() {
    return 1 + deeds.stream().mapToInt(ClientOp::key).max().orElse(0);
  }

  /** Clients that do something, at least 1. */
  public int clients() {
    return deeds.stream().mapToInt(ClientOp::client).max().orElse(1);
  }

  /** From the beginning to the last deed or the end of the last fault. */
  public long lengthMillis() {
    long ofDeeds = deeds.stream().mapToLong(ClientOp::gapMillis).sum();
    long ofFaults =
        faults.stream().mapToLong(fault -> fault.atMillis() + fault.forMillis()).max().orElse(0);
    return Math.max(ofDeeds, ofFaults);
  }

  /** Carries it out on the harness's own server, or the only target there is. */
  public ScriptResult perform() {
    return perform("", false);
  }

  /**
   * The same on another target.
   *
   * @param target by its name; the first one there is if it is empty
   * @param staleReads clients read their server's own copy, which is wrong on purpose
   */
  public ScriptResult perform(String target, boolean staleReads) {
    return new ScriptRun(this, ScriptRun.target(target), staleReads).perform();
  }

  /**
   * The same on a target that is at hand, as one with a planted bug is: {@code
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

  /** In words, one line for each thing that happens, in order of time. */
  public List<String> lines() {
    return ScriptStep.of(this).stream().map(ScriptStep::line).toList();
  }

  /** The name of a node by its number, counted round. */
  String node(int number) {
    return "n" + (Math.floorMod(number - 1, nodes) + 1);
  }
}
