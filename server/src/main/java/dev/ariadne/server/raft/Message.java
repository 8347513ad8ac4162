package dev.ariadne.server.raft;

import java.util.List;

/**
 * A message between servers. Each carries its sender's current term; section numbers are those of
 * Ongaro's dissertation.
 */
public sealed interface Message {

  /** Id of the sender. */
  int from();

  /** Id of the receiver. */
  int to();

  /** The sender's current term. */
  long term();

  /** Would you vote for me in {@code term + 1}? Changes nobody's state (9.6). */
  record PreVote(int from, int to, long term, long lastIndex, long lastTerm) implements Message {}

  /**
   * Answers a {@link PreVote}.
   *
   * @param asked the term that the pre-vote carried
   */
  record PreVoteReply(int from, int to, long term, long asked, boolean granted)
      implements Message {}

  /**
   * Vote for me in {@code term} (3.4).
   *
   * @param transfer the leader itself has asked for this election, so nobody is to wait until it
   *     has been silent (3.10)
   */
  record Vote(int from, int to, long term, long lastIndex, long lastTerm, boolean transfer)
      implements Message {

    /** Of an election that nobody asked for. */
    public Vote(int from, int to, long term, long lastIndex, long lastTerm) {
      this(from, to, term, lastIndex, lastTerm, false);
    }
  }

  record VoteReply(int from, int to, long term, boolean granted) implements Message {}

  /** Entries that follow (prevIndex, prevTerm), and how far the leader has committed (3.5). */
  record Append(
      int from, int to, long term, long prevIndex, long prevTerm, List<Entry> entries, long commit)
      implements Message {}

  /** The sender's log agrees with the leader's up to {@code match}, durably. */
  record AppendAccepted(int from, int to, long term, long match) implements Message {}

  /**
   * The sender's log does not hold the entry that an append was to follow.
   *
   * @param rejected the append's prevIndex
   * @param hintIndex highest index at which the logs may agree
   * @param hintTerm the sender's term at {@code hintIndex}
   * @param lastIndex the sender's last index
   */
  record AppendRejected(
      int from, int to, long term, long rejected, long hintIndex, long hintTerm, long lastIndex)
      implements Message {}

  /**
   * I still lead.
   *
   * @param commit never beyond what the receiver is known to hold
   * @param round counts up within a term; a read counts replies to rounds begun after it (6.4)
   */
  record Heartbeat(int from, int to, long term, long commit, long round) implements Message {}

  record HeartbeatReply(int from, int to, long term, long round) implements Message {}

  /**
   * The receiver is to replace its state by this snapshot. The core sees it only once the snapshot
   * itself has arrived whole and is durable at the receiver.
   */
  record InstallSnapshot(int from, int to, long term, SnapshotMeta snapshot) implements Message {}

  /** A follower asks for an index from which it may serve a read. */
  record ReadIndexRequest(int from, int to, long term, Origin context) implements Message {}

  record ReadIndexReply(int from, int to, long term, Origin context, long index)
      implements Message {}

  /** Commands that a follower passes on to its leader; it learns their fate from its own log. */
  record Forward(int from, int to, long term, List<Payload.Command> commands) implements Message {}

  /**
   * A follower has found that its log does not fit what is committed, or what it has acknowledged,
   * and takes no further part. No honest history has one.
   */
  record FaultReport(int from, int to, long term, LogFault fault) implements Message {}

  /** The leader's last word: you have all that I have, be elected now (3.10). */
  record TimeoutNow(int from, int to, long term) implements Message {}
}
