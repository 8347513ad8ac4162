/**
 * The state machine, and the requests of clients. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.server.kv.Request}: a client's request, whatever interface it came by.
 *   <li>{@link dev.ariadne.server.kv.RequestId}: a client's own name for a request, so that a retry
 *       is applied once.
 *   <li>{@link dev.ariadne.server.kv.Condition}: what must hold of a key when a write to it is
 *       applied.
 *   <li>{@link dev.ariadne.server.kv.Reply}: a node's reply to a client.
 *   <li>{@link dev.ariadne.server.kv.Service}: answers requests; every client interface calls it.
 *   <li>{@link dev.ariadne.server.kv.Limits}: the longest key and value that a request may have.
 *   <li>{@link dev.ariadne.server.kv.Command}: a change of the state as it is stored in the log.
 *   <li>{@code CommandLayout}: reads and writes the parts of a command.
 *   <li>{@link dev.ariadne.server.kv.Result}: the outcome of one applied command.
 *   <li>{@link dev.ariadne.server.kv.KvStore}: the state machine; applies each command once
 *       (dissertation 6.3).
 *   <li>{@link dev.ariadne.server.kv.Value}: a key's value and the index of the entry that wrote
 *       it.
 *   <li>{@link dev.ariadne.server.kv.Decimal}: parses and prints numbers that are stored as values.
 *   <li>{@code Remembered}: the first result of a command, kept for repeats.
 *   <li>{@code Recent}: the remembered results, by command and by index.
 *   <li>{@code Run}: a block of remembered results for consecutive indexes.
 *   <li>{@code Item}: one piece of the state as bytes, for snapshots and for the hash.
 *   <li>{@code StateHash}: a hash of all items, updated in constant time.
 *   <li>{@link dev.ariadne.server.kv.Image}: an immutable copy of the state at one index: a
 *       snapshot.
 *   <li>{@code Restoration}: reads an image back and checks it.
 *   <li>{@link dev.ariadne.server.kv.Metric}: one counter or gauge in Prometheus' data model.
 * </ol>
 *
 * <p>An {@code Image} shares its data with the store, so taking one costs almost nothing.
 *
 * <p>Invariants: the state depends on the applied entries and on the window only. Two stores that
 * applied the same entries have the same image, byte for byte, and the same hash. A store made from
 * an image continues exactly as the original store.
 */
package dev.ariadne.server.kv;
