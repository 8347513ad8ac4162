/**
 * The state machine and what clients ask of it. In reading order:
 *
 * <ul>
 *   <li>{@link dev.ariadne.server.kv.Request} and {@link dev.ariadne.server.kv.Reply}, with {@link
 *       dev.ariadne.server.kv.Service} between them: what every way into a server speaks. {@link
 *       dev.ariadne.server.kv.Limits} says how large a request may be.
 *   <li>{@link dev.ariadne.server.kv.Command}: what stands in the log; {@link
 *       dev.ariadne.server.kv.Result}: what became of it.
 *   <li>{@link dev.ariadne.server.kv.KvStore}: applies commands, each once (dissertation 6.3). Its
 *       state is shared with an {@link dev.ariadne.server.kv.Image}, a snapshot, so that costs next
 *       to nothing to take; {@code Restoration} reads one back.
 *   <li>{@code Item}: one piece of state as bytes, the same for snapshots and for the {@code
 *       StateHash}.
 * </ul>
 *
 * <p>Invariants: the state is a function of the entries applied and of the window, nothing else;
 * two stores with the same entries applied have the same image, byte for byte, and the same hash; a
 * store made from an image goes on exactly as the one that it was taken of.
 */
package dev.ariadne.server.kv;
