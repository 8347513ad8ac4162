package dev.ariadne.server.wal;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.List;

/**
 * A snapshot, whole and sound.
 *
 * @param body the bytes that were saved, in order, perhaps cut at other places
 */
public record Loaded(SnapshotMeta meta, List<Bytes> body) {}
