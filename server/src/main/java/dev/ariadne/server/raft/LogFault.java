package dev.ariadne.server.raft;

/**
 * Evidence, found by a follower, that a disk of the cluster does not hold what was promised on it:
 * it was replaced by an older copy, or has lost data. No run of correct servers on disks that keep
 * what they have synced produces one. Whoever finds it takes no further part.
 */
public sealed interface LogFault {

  /**
   * The follower's log ends before what it has acknowledged as durable.
   *
   * @param acknowledged up to where its leader knows it to have acknowledged, in the leader's term
   * @param lastIndex where its log ends
   */
  record Lost(long acknowledged, long lastIndex) implements LogFault {}

  /**
   * The leader has another entry at an index that is committed at the follower.
   *
   * @param index the first such index in what the leader has sent
   * @param term the follower's term there
   * @param leaderTerm the leader's term there
   */
  record Conflict(long index, long term, long leaderTerm) implements LogFault {}

  /**
   * A committed command was proposed by this very member, which does not know of it: it has counted
   * its boots back.
   *
   * @param index of the entry, or of the snapshot that tells
   * @param boot in which it was proposed
   */
  record Forgotten(long index, long boot) implements LogFault {}

  /** One line: what is wrong with a member's disk, and what its operator should do. */
  default String text(int member) {
    return switch (this) {
      case Lost(long acknowledged, long lastIndex) ->
          ("member %d had acknowledged entries up to %d, and its log now ends at %d: its data"
                  + " directory is an older copy, or has lost data; remove member %d from the"
                  + " cluster, empty its directory, add it anew and start it with --join")
              .formatted(member, acknowledged, lastIndex, member);
      case Forgotten(long index, long boot) ->
          ("entry %d tells of a command that member %d has proposed in its boot %d and does not"
                  + " know of: its data directory is an older copy; remove member %d from the"
                  + " cluster, empty its directory, add it anew and start it with --join")
              .formatted(index, member, boot, member);
      case Conflict(long index, long term, long leaderTerm) ->
          ("committed entries differ: entry %d is of term %d at member %d and of term %d at its"
                  + " leader, so the data directories of a majority are older copies, or this"
                  + " member's is another history's; copy all of them before anything else; to"
                  + " go on with the leader's history, remove member %d from the cluster, empty"
                  + " its directory, add it anew and start it with --join")
              .formatted(index, term, member, leaderTerm, member);
    };
  }
}
