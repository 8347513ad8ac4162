/**
 * The server's command line. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.Main}: the main method of a server's process.
 *   <li>{@link dev.ariadne.server.NodeCommand}: the flags of one server and their checks.
 *   <li>{@code LiveServer}: a server on the operating system's clock, disk and sockets.
 *   <li>{@code RecoverCommand}: recovers a data directory without changing it, and prints the state
 *       it holds.
 *   <li>{@code Signals}: calls a function on SIGTERM and SIGINT.
 * </ol>
 *
 * <p>The packages below, from the outside in: {@code http} (requests and replies as HTTP), {@code
 * node} (one server around its event loop), {@code raft} (the algorithm), {@code kv} (the state
 * machine), {@code wal} (log and snapshots), {@code port} (the interfaces to the outside), {@code
 * os} and {@code sim} (two implementations of them), {@code codec} and {@code base}.
 */
package dev.ariadne.server;
