package dev.ariadne.server.raft;

import java.util.List;

/**
 * What a {@link Node} starts from: what the disk held, or the first members' common beginning.
 *
 * @param snapshot the newest one, {@link SnapshotMeta#NONE} if none was ever taken
 * @param entries consecutive; they may begin before the snapshot's index (what was kept behind it),
 *     at the latest just after it, and end at or after it, or are none at all
 */
public record Restored(HardState hardState, SnapshotMeta snapshot, List<Entry> entries) {}
