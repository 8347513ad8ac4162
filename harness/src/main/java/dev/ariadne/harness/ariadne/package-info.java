/**
 * This project's server as a target of the harness. Only this package and those below it may depend
 * on the server. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.AriadneTarget}: the server as real processes on
 *       loopback; the command line finds it by name.
 *   <li>{@code NodeCommand}: the command {@code ariadne node}: one server in this process.
 *   <li>{@code ClusterCommand}: the command {@code ariadne cluster}: a local cluster for manual
 *       use.
 * </ol>
 *
 * <p>The packages below, in reading order:
 *
 * <ol>
 *   <li>{@code client}: operations over HTTP, and their outcomes.
 *   <li>{@code live}: clusters of real processes.
 *   <li>{@code sim}: clusters on virtual time.
 *   <li>{@code member}: changes of the members, live or simulated.
 *   <li>{@code damage}: damage to the disks of stopped nodes, live or simulated.
 *   <li>{@code oracle}: rules that must hold inside the nodes.
 *   <li>{@code zoo}: planted bugs.
 * </ol>
 *
 * <p>On disk: {@code RUN/nX/node.log} has the output of all processes of a node, {@code
 * RUN/nX/data} is its data directory, {@code RUN/nX/data-before-1} is the directory that the first
 * replacement put aside.
 */
package dev.ariadne.harness.ariadne;
