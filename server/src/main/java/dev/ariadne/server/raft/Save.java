package dev.ariadne.server.raft;

import java.util.List;
import java.util.Optional;

/**
 * What has to be on disk before certain messages may leave. Saves are made durable in the order of
 * their numbers, several at once if that is quicker.
 *
 * <p>A save whose entries begin at index i takes everything from i on out of all earlier ones,
 * whatever the terms, so that the completion of an earlier one never vouches for entries that were
 * overwritten meanwhile, not even by the same ones again.
 *
 * @param number counts up from 1 within one boot
 * @param hardState the state as of this save
 * @param entries consecutive, replacing all that the log holds from the first one's index on
 * @param marker a snapshot that the log must know of
 */
public record Save(long number, HardState hardState, List<Entry> entries, Optional<Marker> marker) {

  /** A snapshot in the log. The snapshot itself is durable before its marker is written. */
  public sealed interface Marker {

    SnapshotMeta snapshot();

    /** Taken by this server of its own log: the entries after it stay. */
    record Compacted(SnapshotMeta snapshot) implements Marker {}

    /**
     * Received because the log lacked the snapshot's index and term: all entries recorded before
     * the marker are void, the hard state is not. A save with this marker has no entries: those
     * that follow the snapshot come with a later one.
     */
    record Installed(SnapshotMeta snapshot) implements Marker {}
  }
}
