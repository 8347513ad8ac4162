/**
 * Processes of the operating system, one for each node. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.process.ServerProcess}: one process of a node, from start to
 *       end.
 *   <li>{@link dev.ariadne.harness.process.JavaCommand}: the command line of a small JVM that
 *       starts quickly.
 *   <li>{@code ProcessSession}: runs commands in a session of their own, which Ctrl-C does not
 *       reach.
 *   <li>{@code Reaper}: kills all servers when the harness has ended.
 *   <li>{@link dev.ariadne.harness.process.Ports}: finds free ports.
 *   <li>{@link dev.ariadne.harness.process.NodeLog}: the file with the output of all processes of a
 *       node.
 *   <li>{@link dev.ariadne.harness.process.EventLine}: one event, parsed from a line of a node's
 *       log.
 *   <li>{@code ProcStat}: the content of {@code /proc/PID/stat}.
 *   <li>{@link dev.ariadne.harness.process.SmallFileSystem}: a file system in memory with a fixed
 *       size.
 * </ol>
 *
 * <p>This package needs Linux: the shell's {@code kill} sends signals, and {@code /proc} shows the
 * state of processes.
 */
package dev.ariadne.harness.process;
