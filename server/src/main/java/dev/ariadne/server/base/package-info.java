/**
 * Two small things that everything else stands on: {@link dev.ariadne.server.base.Bytes}, bytes
 * that are a value, and {@link dev.ariadne.server.base.Invariant}, a check that is never switched
 * off.
 *
 * <p>Imports {@code java.util} and {@code java.nio} only, so that the raft core may use it.
 */
package dev.ariadne.server.base;
