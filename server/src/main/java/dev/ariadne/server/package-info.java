/**
 * The server's command line: {@code Main} is where a process begins, {@code NodeCommand} knows the
 * flags, {@code LiveServer} puts a {@link dev.ariadne.server.node.Server} on the operating system's
 * clock, disk and sockets, {@code RecoverCommand} recovers a copy of a disk apart from any cluster.
 *
 * <p>Below it, from the outside in: {@code http} (requests and replies as HTTP), {@code node} (one
 * server around its event loop), {@code raft} (the algorithm), {@code kv} (the state machine),
 * {@code wal} (log and snapshots), {@code port} (what is handed in), {@code os} and {@code sim}
 * (two implementations of that), {@code codec} and {@code base}.
 */
package dev.ariadne.server;
