/** The seam between a test and a target: {@link dev.ariadne.harness.cluster.Cluster}, {@link dev.ariadne.harness.cluster.Client} and what a cluster can do beside. */
package dev.ariadne.harness.cluster;
