/**
 * The seam between a test and a target.
 *
 * <p>In reading order: {@link dev.ariadne.harness.cluster.TargetProvider} opens a {@link
 * dev.ariadne.harness.cluster.Cluster} from a {@link dev.ariadne.harness.cluster.Layout}; a {@link
 * dev.ariadne.harness.cluster.Client} talks to one node; a {@link
 * dev.ariadne.harness.cluster.Capability} is what can be done to the cluster beside.
 *
 * <p>Nothing above this package knows whether the nodes are live or simulated.
 */
package dev.ariadne.harness.cluster;
