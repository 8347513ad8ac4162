/**
 * The interfaces between a test and a target. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.cluster.TargetProvider}: a system that can be tested; opens
 *       clusters.
 *   <li>{@link dev.ariadne.harness.cluster.ClusterOptions}: the cluster that a test asks for.
 *   <li>{@link dev.ariadne.harness.cluster.Cluster}: the running nodes of a target.
 *   <li>{@link dev.ariadne.harness.cluster.Client}: carries out operations at one node, one at a
 *       time.
 *   <li>{@link dev.ariadne.harness.cluster.Comparison}: how a client compares in a compare-and-set.
 *   <li>{@link dev.ariadne.harness.cluster.Capability}: further actions on a cluster, such as
 *       faults.
 *   <li>{@link dev.ariadne.harness.cluster.Hardware}: actions on machines, which only a simulation
 *       offers.
 * </ol>
 *
 * <p>No package above this one knows whether the nodes are live or simulated.
 */
package dev.ariadne.harness.cluster;
