package dev.ariadne.server.node;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.raft.Change;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.Origin;
import dev.ariadne.server.raft.SnapshotMeta;

/** What travels between servers, one at a time. Each says who sends it. */
sealed interface Frame {

  /**
   * A message of the raft algorithm. Sender and receiver are named in full, so that nothing from or
   * for a former life of a disk, or another cluster, is ever taken for its namesake's.
   *
   * @param fromAddress where an answer is to go, also while the receiver's membership lacks the
   *     sender
   */
  record Raft(Identity from, String fromAddress, Identity to, Message message) implements Frame {}

  /**
   * A part of a snapshot's file.
   *
   * @param term the sender's term when the transfer began
   * @param size of the whole file, in bytes
   */
  record SnapshotChunk(
      Identity from,
      String fromAddress,
      Identity to,
      long term,
      SnapshotMeta snapshot,
      long size,
      long offset,
      Bytes bytes)
      implements Frame {}

  /**
   * How much of a snapshot's file the receiver holds, from its beginning.
   *
   * @param index of the snapshot
   * @param received equal to the size once the file is whole and durable; -1 if it cannot be taken
   */
  record SnapshotAck(Identity from, String fromAddress, Identity to, long index, long received)
      implements Frame {}

  /**
   * A first member introduces itself.
   *
   * @param peers the first members as its operator listed them
   * @param storedList hash of the complete list that it has stored, 0 for none yet
   * @param answer true if this answers another hello, and so needs none
   * @param begun the sender has begun, in the cluster whose first members that list names: so all
   *     of them have stored it
   */
  record Hello(
      int id,
      long incarnation,
      String address,
      String peers,
      long storedList,
      boolean answer,
      boolean begun)
      implements Frame {}

  /**
   * A member passes on a change of the members to the leader of its term, once.
   *
   * @param number names the question for all time
   */
  record ChangeRequest(
      Identity from, String fromAddress, Identity to, long term, Origin number, Change change)
      implements Frame {}

  /** What became of a change that was asked for; only the first answer to a question counts. */
  record ChangeReply(
      Identity from, String fromAddress, Identity to, Origin number, Verdict verdict, String why)
      implements Frame {}

  /** How a {@link ChangeReply} ends. */
  enum Verdict {
    /** Committed. */
    DONE,
    /** Certainly not: it does not fit the members as they are. */
    CONFLICT,
    /** Certainly not: there is no such member. */
    NO_SUCH_MEMBER,
    /** Certainly not, but another try may do. */
    REFUSED,
    /** Perhaps. */
    UNKNOWN
  }

  /**
   * A server that has been added, or will be, introduces itself; so does one that hears of no
   * leader and may have been removed. Whoever cannot answer it for certain hands it on to its
   * leader; the answer goes to {@code address}.
   *
   * @param cluster 0 as long as it has not begun
   * @param begun whether it has a log
   * @param term the sender's; 0 as long as it has not begun
   */
  record Join(long cluster, int id, long incarnation, String address, boolean begun, long term)
      implements Frame {}

  /**
   * Answers a {@link Join}.
   *
   * @param firstMembers whose hash is the cluster's id; none as long as the addition is not known
   *     to be committed
   * @param term in which the receiver is to begin: whoever leads a later one knows of its addition
   */
  record Welcome(int id, long incarnation, Membership firstMembers, long term) implements Frame {}

  /** You were a member, and your removal is committed. */
  record Removed(long cluster, int id, long incarnation, String why) implements Frame {}

  /**
   * You are not who this cluster knows by your id: what to do about it.
   *
   * @param begun whether it answers a question of one that has begun. A member that was held up has
   *     perhaps long begun, and been made a voter, when its first question is answered.
   */
  record Refusal(int id, long incarnation, boolean begun, String why) implements Frame {}
}
