package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.raft.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client is told. */
public sealed interface Reply {

  /**
   * The key's value.
   *
   * @param revision index of the entry that wrote it
   */
  record Found(Bytes value, long revision) implements Reply {}

  /** The key has no value. */
  record NotFound() implements Reply {}

  /** The write is committed and applied, as the entry at this index. */
  record Written(long revision) implements Reply {}

  /**
   * The condition did not hold when the write's turn came: nothing was written.
   *
   * @param revision the key's revision at that moment, 0 for an absent key
   */
  record CompareFailed(long revision) implements Reply {}

  /** The deletion is committed and applied; {@code existed} says whether there was a value. */
  record Deleted(boolean existed) implements Reply {}

  /** Appended, as the entry at this index; the value is now so many bytes long. */
  record Appended(long revision, long lengthBytes) implements Reply {}

  /** Counted, as the entry at this index; the value is now this number. */
  record Counted(long revision, long number) implements Reply {}

  /**
   * The key's value was not one that this can be done to when its turn came: nothing was written.
   *
   * @param revision the key's revision at that moment, 0 for an absent key
   */
  record Unfit(Result.Why why, long revision) implements Reply {}

  /** The change of the members is committed. */
  record MembersChanged() implements Reply {}

  /** The change does not fit the members as they are: it certainly did not and will not happen. */
  record MembersConflict(String why) implements Reply {}

  /** There is no member of this id: nothing happened. */
  record NoSuchMember(int id) implements Reply {}

  /** Who belongs to the cluster, in {@code raft.membership()}; a leader knows how far each is. */
  record MemberList(Status raft) implements Reply {}

  /** Longer than the node takes. */
  record TooLarge(long limitBytes) implements Reply {}

  /** It certainly did not and will not happen. */
  record Refused(String why) implements Reply {}

  /** It may have happened, or may happen yet. */
  record Unknown(String why) implements Reply {}

  /**
   * Whether clients should be sent to the node; if not, what is wrong.
   *
   * @param warnings what is wrong elsewhere in the cluster, as far as a leader knows
   */
  record Health(Optional<String> unwell, List<String> warnings) implements Reply {}

  /** What the node counts and measures, as it stands. */
  record Metrics(List<Metric> metrics) implements Reply {}

  /**
   * The node about itself.
   *
   * @param stateHash of the state machine at {@code raft.applied()}
   * @param syncedSegment the log's newest segment
   * @param syncedBytes how much of that segment is known to be durable
   * @param framesRefused frames of other servers that were not let in, by reason, since the start
   */
  record Report(
      long cluster,
      long incarnation,
      long boot,
      Status raft,
      String stateHash,
      long snapshotIndex,
      String syncedSegment,
      long syncedBytes,
      Map<String, Long> framesRefused)
      implements Reply {}
}
