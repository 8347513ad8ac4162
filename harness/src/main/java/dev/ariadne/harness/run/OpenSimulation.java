package dev.ariadne.harness.run;

import dev.ariadne.harness.cluster.Cluster;
import dev.ariadne.harness.interpreter.VirtualClock;
import dev.ariadne.harness.store.Scenario;

/**
 * A simulated cluster that somebody drives by hand.
 *
 * @param scenario as the seed has drawn it
 * @param cluster whose nodes are about to start
 * @param clock of the simulation; nothing happens unless it is advanced
 */
public record OpenSimulation(Scenario scenario, Cluster cluster, VirtualClock clock) {}
