/**
 * Small types that all other packages use. They import {@code java.util} and {@code java.nio} only,
 * so that the raft core may use them. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.base.Bytes}: an immutable byte sequence that equals its copy.
 *   <li>{@link dev.ariadne.server.base.Identity}: a server's identity: cluster, member id and disk
 *       incarnation.
 *   <li>{@link dev.ariadne.server.base.Invariant}: a check that is always on; it stops the node
 *       when it fails.
 *   <li>{@link dev.ariadne.server.base.PeerUrl}: the form of a member's address, {@code
 *       http://HOST:PORT}.
 *   <li>{@link dev.ariadne.server.base.Printable}: escapes and cuts text from outside for a log or
 *       a terminal.
 * </ol>
 */
package dev.ariadne.server.base;
