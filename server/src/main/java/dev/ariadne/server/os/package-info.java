/**
 * The ports as the operating system has them, and the threads of a server process. In reading
 * order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.server.os.EventLoop}: the one thread on which a node lives, with {@link
 *       dev.ariadne.server.os.SystemClock} on it and {@link dev.ariadne.server.os.SystemChoices}
 *       beside it.
 *   <li>{@link dev.ariadne.server.os.NettyIo}: the one thread that carries all sockets. Clients
 *       come in by it as well ({@code http}).
 *   <li>{@link dev.ariadne.server.os.NettyNetwork}: frames between servers. {@code PeerLink} is the
 *       way out to one address, {@code PeerInbox} the way in from one connection, {@code Frames}
 *       what they look like on the wire, {@code AcceptedPeers} who gives way when there is not
 *       enough for all ({@link dev.ariadne.server.os.PeerBounds}).
 *   <li>{@code FileDisk}: files, with a thread of its own.
 *   <li>{@link dev.ariadne.server.os.Descriptors}: file descriptors for connections, so that some
 *       are left for files. {@link dev.ariadne.server.os.FatalErrors}: the end of a process that
 *       cannot go on.
 * </ul>
 *
 * <p>Invariants: the node's loop never waits for a socket or a file; whatever these threads have
 * for the node, they hand to the loop; how much may be on its way is bounded at its source (bytes
 * for each address and connection, requests of clients), and by the loop's mailbox at the last.
 */
package dev.ariadne.server.os;
