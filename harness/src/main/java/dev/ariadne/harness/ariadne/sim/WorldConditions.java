package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.store.Scenario;
import dev.ariadne.server.node.ServerOptions;

/**
 * Under which conditions the nodes of a world live; everything about it that no fault changes.
 *
 * @param nodes first members, at least 1
 * @param keeper number of the node, from 0, that keeps its whole log; -1 for none
 * @param staleReads clients ask their node for its own copy, which is wrong on purpose
 * @param clientNanos how long a client waits for an answer
 * @param tickMillis a node's tick
 * @param requestMillis after this a node answers a request whatever has become of it
 * @param requestsMax how many requests may wait in a node
 * @param window see {@link ServerOptions#window}
 * @param bounds of what a node sends and stores at a time
 * @param linkModel of the network as long as no fault changes it
 * @param diskNanosMin what a step on a disk takes at the least
 * @param diskNanosSpread what chance adds to it at the most, at least 1
 * @param driftPpmMax how many millionths a clock gains or loses at the most
 * @param backgroundFaultMillis from one background fault to the next on average, 0 for none; see
 *     {@code BackgroundFaults}
 * @param edgeCaseMillis from one request of the {@code EdgeCaseClient} to the next on average, 0
 *     for none
 * @param valueBytes around which size some of the values are, 0 for none; see {@code ValuePadding}
 */
public record WorldConditions(
    int nodes,
    long snapshotCount,
    long keepEntries,
    int keeper,
    boolean staleReads,
    long clientNanos,
    long tickMillis,
    long requestMillis,
    int requestsMax,
    long window,
    ServerOptions.Bounds bounds,
    LinkModel linkModel,
    long diskNanosMin,
    long diskNanosSpread,
    int driftPpmMax,
    long backgroundFaultMillis,
    long edgeCaseMillis,
    long valueBytes) {

  /**
   * Returns the conditions that the scenario names; if it names none, roughly those of a live run.
   */
  public static WorldConditions of(Scenario scenario) {
    return scenario.world().isEmpty() ? usual(scenario) : WorldConditionsText.read(scenario);
  }

  static long clientNanos(Scenario scenario) {
    return Math.round(scenario.load().clientTimeoutSeconds() * 1e9);
  }

  public static WorldConditions usual(Scenario scenario) {
    return new WorldConditions(
        scenario.cluster().nodes(),
        scenario.cluster().snapshotCount(),
        scenario.cluster().keepEntries(),
        scenario.keeper(),
        scenario.load().staleReads(),
        clientNanos(scenario),
        100,
        5_000,
        4_096,
        100_000,
        ServerOptions.Bounds.DEFAULT,
        LinkModel.FAIR,
        20_000,
        400_000,
        200,
        0,
        0,
        0);
  }
}
