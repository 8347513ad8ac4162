package dev.ariadne.server.raft;

/**
 * What a snapshot stands for.
 *
 * @param index the last entry that it covers
 * @param term that entry's term
 * @param membership the members as of that entry
 */
public record SnapshotMeta(long index, long term, Membership membership) {

  /** The state before the first entry. */
  public static final SnapshotMeta NONE = new SnapshotMeta(0, 0, Membership.NONE);
}
