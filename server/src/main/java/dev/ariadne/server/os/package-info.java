/**
 * The ports on the operating system, and the threads of a server process. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.os.EventLoop}: the one thread on which a node runs.
 *   <li>{@link dev.ariadne.server.os.SystemClock}: the machine's monotonic clock.
 *   <li>{@link dev.ariadne.server.os.SystemChoices}: choices from a seed that is drawn at each
 *       start.
 *   <li>{@code DataDirectory}: creates a server's data directory and locks it.
 *   <li>{@link dev.ariadne.server.os.FileDisk}: files in the data directory, changed by a thread of
 *       its own.
 *   <li>{@link dev.ariadne.server.os.NettyIo}: the one thread that serves all sockets, of peers and
 *       of clients.
 *   <li>{@link dev.ariadne.server.os.NettyNetwork}: frames between servers over TCP.
 *   <li>{@code Frames}: the layout of a frame on a connection: length, CRC, content.
 *   <li>{@code PeerLink}: the outgoing connection to one address.
 *   <li>{@code PeerInbox}: passes the frames of one incoming connection to the event loop.
 *   <li>{@code AcceptedPeers}: all incoming peer connections; chooses which one is closed at a
 *       limit.
 *   <li>{@link dev.ariadne.server.os.PeerBounds}: limits on peer connections and their memory.
 *   <li>{@code ClosesOnFailure}: closes a peer connection when an error occurs on it.
 *   <li>{@link dev.ariadne.server.os.Descriptors}: divides the file descriptors between connections
 *       and files.
 *   <li>{@link dev.ariadne.server.os.FatalErrors}: ends the process when memory or a thread is
 *       lost.
 * </ol>
 *
 * <p>Invariants: the event loop never waits for a socket or a file. The other threads pass their
 * results to the event loop. The data in flight is bounded at its source (bytes for each address
 * and connection, requests of clients), and finally by the mailbox of the event loop.
 */
package dev.ariadne.server.os;
