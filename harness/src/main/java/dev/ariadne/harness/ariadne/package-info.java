/**
 * The adapter: this project's server as a target of the harness. The only package of the harness,
 * with those below it, that may know the server.
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.AriadneTarget} is what the command line finds for tests
 *       of real processes; it opens a {@code LiveCluster}.
 *   <li>{@link dev.ariadne.harness.ariadne.NodeCommand} and {@link
 *       dev.ariadne.harness.ariadne.ClusterCommand} are the adapter's part of the command line.
 *   <li>{@code live}: the server as real processes on loopback.
 *   <li>{@code client}: requests over HTTP and what their answers mean; live and simulated runs use
 *       the same.
 *   <li>{@code sim}: the server as a simulation on virtual time.
 *   <li>{@code member}: changes of the members, live or simulated.
 *   <li>{@code damage}: damage to the disks of dead nodes, live or simulated.
 *   <li>{@code oracle}: what must hold inside the nodes, whatever clients see.
 *   <li>{@code zoo}: bugs planted in the server, to prove that the harness notices.
 * </ol>
 */
package dev.ariadne.harness.ariadne;
