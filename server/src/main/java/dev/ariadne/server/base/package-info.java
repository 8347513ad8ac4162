/**
 * Small things that everything else stands on: {@link dev.ariadne.server.base.Bytes}, bytes that
 * are a value; {@link dev.ariadne.server.base.Invariant}, a check that is never switched off;
 * {@link dev.ariadne.server.base.PeerUrl}, the form of an address; {@link
 * dev.ariadne.server.base.Printable}, text of others for a log or a terminal.
 *
 * <p>Imports {@code java.util} and {@code java.nio} only, so that the raft core may use it.
 */
package dev.ariadne.server.base;
