/**
 * Proxies before the peer ports of nodes, in the harness's process. They can hold the bytes between
 * any two nodes. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.proxy.PeerProxies}: all proxies; one thread with one selector.
 *   <li>{@code ProxiedConnection}: one connection through a proxy: two sockets and two streams.
 *   <li>{@code ProxiedStream}: one direction of a connection, with its undelivered bytes.
 *   <li>{@link dev.ariadne.harness.proxy.ConnectionOwners}: finds the node that made a connection.
 *   <li>{@link dev.ariadne.harness.proxy.SocketOwners}: finds it in the tables of Linux, for any
 *       protocol.
 * </ol>
 *
 * <p>Every socket and every decision belongs to the one thread; other threads pass their calls to
 * it. {@link dev.ariadne.harness.link.LinkPolicy} alone decides which bytes may move.
 *
 * <p>Invariant: the bytes that a node receives on a connection are a prefix of the bytes that the
 * other node sent on it, whatever was cut and healed in between.
 */
package dev.ariadne.harness.proxy;
