package dev.ariadne.server.raft;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link Node} wants done, in this order:
 *
 * <ol>
 *   <li>send {@code now};
 *   <li>begin {@code save}, if any, and report its completion by {@link Node#persisted};
 *   <li>once save number {@code waitFor} and all before it are durable, send {@code afterSave} (at
 *       once if they already are). A message whose term is below the node's by then is worthless
 *       and may be dropped;
 *   <li>replace the state machine's state by snapshot {@code restore}, if any;
 *   <li>apply {@code committed} in order, then report {@link Node#applied};
 *   <li>answer {@code reads} once their index is applied.
 * </ol>
 *
 * @param now messages that promise nothing which is not durable: a leader's appends, heartbeats,
 *     requests for pre-votes, rejections
 * @param afterSave messages that do: votes asked for and granted, acknowledgements
 * @param waitFor number of the last save begun, 0 if none was
 * @param restore a received snapshot; it comes once its {@link Save.Marker.Installed} is durable,
 *     and no entry beyond it is handed out before
 * @param committed entries that are committed and durable here, each exactly once in a boot
 */
public record Ready(
    List<Message> now,
    Optional<Save> save,
    List<Message> afterSave,
    long waitFor,
    Optional<SnapshotMeta> restore,
    List<Entry> committed,
    List<ReadState> reads) {}
