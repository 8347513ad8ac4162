/**
 * The fronts: one listening socket before each node's peer port, in the harness's own process, so
 * that the bytes between any two nodes can be held.
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.proxy.PeerProxies} owns one thread with one selector; every
 *       socket and every decision lives on it. Calls from outside are handed to it.
 *   <li>{@link dev.ariadne.harness.proxy.ConnectionOwners} says which node made a connection;
 *       {@link dev.ariadne.harness.proxy.SocketOwners} finds out from the operating system, never
 *       from bytes, so that any protocol can be cut, encrypted or not.
 *   <li>{@code ProxiedConnection} is one connection through a front: two sockets and two {@code
 *       ProxiedStream}s, each on the link in its direction. What may move is decided by {@link
 *       dev.ariadne.harness.link.LinkPolicy} alone.
 * </ol>
 *
 * <p>Invariant: what a node receives on a connection is a beginning of what the other sent on it,
 * byte for byte, whatever was cut and healed meanwhile.
 */
package dev.ariadne.harness.proxy;
