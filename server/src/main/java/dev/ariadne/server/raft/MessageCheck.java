package dev.ariadne.server.raft;

import java.util.List;
import java.util.Locale;

/**
 * Checks a message from another server before {@link Node#step} sees it: its fields alone, and
 * against what this server knows. It refuses only what no server that follows the algorithm sends,
 * however late, doubled or out of order it arrives, and whatever a crash has taken from its sender:
 * a refusal is the loss of one message, which raft bears.
 *
 * <p>So an invariant of the core is broken by this server's own code alone. What a member may well
 * send, and another one's log contradicts, is not seen here: a vote or an acknowledgement that is a
 * lie, an entry that is another one's.
 */
public final class MessageCheck {

  /**
   * The highest term of a message that is taken. A cluster that elects a leader every millisecond
   * gets there in 146 million years. Terms that this server enters by itself may go beyond, so that
   * none overflows.
   */
  public static final long TERM_MAX = 1L << 62;

  /** The highest index, likewise. */
  public static final long INDEX_MAX = 1L << 62;

  /**
   * The longest command of an entry, in bytes. A client's request is about half as long at the
   * most; an append with one such entry is far below what fits in a frame.
   */
  public static final int COMMAND_BYTES_MAX = 2 << 20;

  /** The longest address of a member, in characters. */
  public static final int ADDRESS_CHARS_MAX = 1024;

  /** What a message breaks. */
  public enum Violation {
    /** It says that it comes from the receiver itself, or from no server there can be. */
    SENDER_IMPOSSIBLE,
    /** Its term is negative or beyond {@link #TERM_MAX}. */
    TERM_OUT_OF_RANGE,
    /** An index, a round or a number is negative or beyond {@link #INDEX_MAX}. */
    INDEX_OUT_OF_RANGE,
    /** An index and a term that no entry of its sender's log can have together. */
    POSITION_IMPOSSIBLE,
    /** It says that its sender leads a term in which this server has heard another, or leads. */
    SECOND_LEADER,
    /** Its entries have a gap, or their terms fall. */
    ENTRIES_OUT_OF_ORDER,
    /** It counts on entries that this server's log does not have. */
    BEYOND_LOG,
    /** A leader says that this server has acknowledged entries which its log does not have. */
    ACKNOWLEDGED_BEYOND_LOG,
    /** It answers a round of heartbeats that was never begun. */
    ROUND_NEVER_BEGUN,
    /** A membership that no cluster can have. */
    MEMBERSHIP_IMPOSSIBLE,
    /** A proposal or a read that is not its sender's own. */
    ORIGIN_OF_ANOTHER,
    /** A command that no client's request can be. */
    COMMAND_TOO_LONG;

    /** As it stands in the log and in the status. */
    public String reason() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What becomes of a message. */
  public sealed interface Result {

    /** It may go to {@link Node#step}. */
    record Accepted() implements Result {}

    /**
     * It must not.
     *
     * @param detail what is wrong, with the numbers that show it
     */
    record Refused(Violation violation, String detail) implements Result {}

    /**
     * It counts on what this server does not have, and goes to {@link Node#step} all the same: its
     * content is not taken there, but if it comes again and again it is evidence of a {@link
     * LogFault}.
     *
     * @param detail what is wrong, with the numbers that show it
     */
    record Suspicious(Violation violation, String detail) implements Result {}
  }

  private static final Result ACCEPTED = new Result.Accepted();

  private MessageCheck() {}

  /** Checks one message for this server; changes nothing. */
  public static Result check(NodeView node, Message message) {
    if (message.from() < 1 || message.from() == node.id()) {
      return refused(
          Violation.SENDER_IMPOSSIBLE, "from %d to %d".formatted(message.from(), node.id()));
    }
    if (message.term() < 0 || message.term() > TERM_MAX) {
      return refused(Violation.TERM_OUT_OF_RANGE, "term %d".formatted(message.term()));
    }
    return switch (message) {
      case Message.PreVote m -> logEnd(m.lastIndex(), m.lastTerm(), m.term());
      case Message.PreVoteReply m ->
          m.asked() < 0 || m.asked() > TERM_MAX
              ? refused(Violation.TERM_OUT_OF_RANGE, "it answers term %d".formatted(m.asked()))
              : ACCEPTED;
      // An election opens a new term, so nothing of that term is in the candidate's log.
      case Message.Vote m -> logEnd(m.lastIndex(), m.lastTerm(), m.term() - 1);
      case Message.VoteReply m -> ACCEPTED;
      case Message.Append m -> append(node, m);
      case Message.AppendAccepted m -> accepted(node, m);
      case Message.AppendRejected m -> rejected(node, m);
      case Message.Heartbeat m -> heartbeat(node, m);
      case Message.HeartbeatReply m -> heartbeatReply(node, m);
      case Message.InstallSnapshot m -> install(node, m);
      case Message.ReadIndexRequest m -> own(m.context(), m.from());
      case Message.ReadIndexReply m -> readIndexReply(node, m);
      case Message.Forward m -> forward(node, m);
      case Message.FaultReport m -> faultReport(m);
      case Message.TimeoutNow m -> leads(node, m);
    };
  }

  private static Result refused(Violation violation, String detail) {
    return new Result.Refused(violation, detail);
  }

  private static boolean isIndex(long index) {
    return index >= 0 && index <= INDEX_MAX;
  }

  private static Result indexes(long one, long other) {
    return isIndex(one) && isIndex(other)
        ? ACCEPTED
        : refused(Violation.INDEX_OUT_OF_RANGE, "%d and %d".formatted(one, other));
  }

  /** Whether a log may end, or hold an entry, there: term 0 is that of index 0 alone. */
  private static Result logEnd(long index, long term, long termMax) {
    if (!isIndex(index)) {
      return refused(Violation.INDEX_OUT_OF_RANGE, "index %d".formatted(index));
    }
    return term < 0 || term > termMax || (index == 0) != (term == 0)
        ? refused(
            Violation.POSITION_IMPOSSIBLE,
            "index %d of term %d, up to term %d".formatted(index, term, termMax))
        : ACCEPTED;
  }

  /** Whether the sender may lead the message's term: a term has one leader (3.4). */
  private static Result leads(NodeView node, Message message) {
    if (message.term() != node.term()) {
      return ACCEPTED;
    }
    int leader = node.leader();
    return leader == 0 || leader == message.from()
        ? ACCEPTED
        : refused(
            Violation.SECOND_LEADER,
            "%d speaks as the leader of term %d, which %d leads"
                .formatted(message.from(), message.term(), leader));
  }

  private static boolean isRefused(Result result) {
    return result instanceof Result.Refused;
  }

  private static Result append(NodeView node, Message.Append m) {
    Result result = leads(node, m);
    if (!isRefused(result)) {
      result = logEnd(m.prevIndex(), m.prevTerm(), m.term());
    }
    if (!isRefused(result)) {
      result = indexes(m.commit(), m.prevIndex() + m.entries().size());
    }
    return isRefused(result) ? result : entries(node, m);
  }

  private static Result entries(NodeView node, Message.Append m) {
    List<Entry> entries = m.entries();
    long term = m.prevTerm();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      // Behind its base a follower cannot compare: there the term of its own commit counts.
      if (entry.index() - 1 == node.commit() && m.term() >= node.term()) {
        term = Math.max(term, node.term(node.commit()));
      }
      if (entry.index() != m.prevIndex() + 1 + i) {
        return refused(
            Violation.ENTRIES_OUT_OF_ORDER,
            "entry %d where %d is due".formatted(entry.index(), m.prevIndex() + 1 + i));
      }
      if (entry.term() < Math.max(1, term) || entry.term() > m.term()) {
        return refused(
            Violation.ENTRIES_OUT_OF_ORDER,
            "entry %d of term %d follows one of term %d, in term %d"
                .formatted(entry.index(), entry.term(), term, m.term()));
      }
      Result payload = payload(entry.payload());
      if (isRefused(payload)) {
        return payload;
      }
      term = entry.term();
    }
    return ACCEPTED;
  }

  private static Result payload(Payload payload) {
    return switch (payload) {
      case Payload.NoOp() -> ACCEPTED;
      case Payload.Command command -> command(command);
      case Payload.Config(Membership membership) -> membership(membership);
    };
  }

  private static Result command(Payload.Command command) {
    return command.data().length() > COMMAND_BYTES_MAX
        ? refused(
            Violation.COMMAND_TOO_LONG,
            "%d bytes, at most %d".formatted(command.data().length(), COMMAND_BYTES_MAX))
        : ACCEPTED;
  }

  /** Checks a membership that somebody else tells of, whatever this server knows. */
  public static Result membership(Membership membership) {
    if (membership.voters().isEmpty() || membership.members().size() > Membership.MEMBERS_MAX) {
      return refused(
          Violation.MEMBERSHIP_IMPOSSIBLE,
          "%d members, %d of them vote"
              .formatted(membership.members().size(), membership.voters().size()));
    }
    for (Member member : membership.members()) {
      if (member.address().length() > ADDRESS_CHARS_MAX) {
        return refused(
            Violation.MEMBERSHIP_IMPOSSIBLE,
            "member %d has an address of %d characters, at most %d"
                .formatted(member.id(), member.address().length(), ADDRESS_CHARS_MAX));
      }
    }
    return ACCEPTED;
  }

  private static Result accepted(NodeView node, Message.AppendAccepted m) {
    if (!isIndex(m.match())) {
      return refused(Violation.INDEX_OUT_OF_RANGE, "match %d".formatted(m.match()));
    }
    return isOwnTerm(node, m) && m.match() > node.lastIndex()
        ? beyondLog(node, "an acknowledgement of entry", m.match())
        : ACCEPTED;
  }

  /** Whether this server leads the message's term, so that the message answers its own. */
  private static boolean isOwnTerm(NodeView node, Message message) {
    return node.role() == Status.RoleName.LEADER && message.term() == node.term();
  }

  private static Result beyondLog(NodeView node, String what, long index) {
    return refused(
        Violation.BEYOND_LOG,
        "%s %d, this log ends at %d".formatted(what, index, node.lastIndex()));
  }

  private static Result rejected(NodeView node, Message.AppendRejected m) {
    Result result = indexes(m.rejected(), m.lastIndex());
    if (!isRefused(result)) {
      result = logEnd(m.hintIndex(), m.hintTerm(), m.term());
    }
    if (isRefused(result)) {
      return result;
    }
    if (m.hintIndex() > m.lastIndex() || m.hintIndex() > m.rejected()) {
      return refused(
          Violation.POSITION_IMPOSSIBLE,
          "hint %d in a log that ends at %d, on an append behind %d"
              .formatted(m.hintIndex(), m.lastIndex(), m.rejected()));
    }
    return isOwnTerm(node, m) && m.rejected() > node.lastIndex()
        ? beyondLog(node, "a rejection of an append behind", m.rejected())
        : ACCEPTED;
  }

  private static Result heartbeat(NodeView node, Message.Heartbeat m) {
    Result result = leads(node, m);
    if (!isRefused(result)) {
      result = indexes(m.commit(), m.round());
    }
    if (isRefused(result)) {
      return result;
    }
    // A leader tells each follower no more than that one has acknowledged in this very term.
    return m.term() >= node.term() && m.commit() > node.lastIndex()
        ? new Result.Suspicious(
            Violation.ACKNOWLEDGED_BEYOND_LOG,
            "a heartbeat commits %d, this log ends at %d".formatted(m.commit(), node.lastIndex()))
        : ACCEPTED;
  }

  private static Result heartbeatReply(NodeView node, Message.HeartbeatReply m) {
    if (!isIndex(m.round())) {
      return refused(Violation.INDEX_OUT_OF_RANGE, "round %d".formatted(m.round()));
    }
    return isOwnTerm(node, m) && m.round() > node.round()
        ? refused(
            Violation.ROUND_NEVER_BEGUN,
            "round %d, the last begun is %d".formatted(m.round(), node.round()))
        : ACCEPTED;
  }

  private static Result install(NodeView node, Message.InstallSnapshot m) {
    SnapshotMeta snapshot = m.snapshot();
    Result result = leads(node, m);
    if (!isRefused(result)) {
      result = logEnd(snapshot.index(), snapshot.term(), m.term());
    }
    if (!isRefused(result)) {
      result = membership(snapshot.membership());
    }
    if (isRefused(result)) {
      return result;
    }
    long floor = snapshot.index() > node.commit() ? node.term(node.commit()) : 0;
    return m.term() >= node.term() && snapshot.term() < floor
        ? refused(
            Violation.ENTRIES_OUT_OF_ORDER,
            "a snapshot at %d of term %d, entry %d is of term %d"
                .formatted(snapshot.index(), snapshot.term(), node.commit(), floor))
        : ACCEPTED;
  }

  private static Result readIndexReply(NodeView node, Message.ReadIndexReply m) {
    Result result = leads(node, m);
    if (!isRefused(result)) {
      result = own(m.context(), node.id());
    }
    if (!isRefused(result) && !isIndex(m.index())) {
      result = refused(Violation.INDEX_OUT_OF_RANGE, "index %d".formatted(m.index()));
    }
    return result;
  }

  /** A read or a proposal goes by the name of the server that asks, and is passed on once. */
  private static Result own(Origin origin, int asker) {
    return origin.id() == asker
        ? ACCEPTED
        : refused(
            Violation.ORIGIN_OF_ANOTHER, "of member %d, not of %d".formatted(origin.id(), asker));
  }

  private static Result forward(NodeView node, Message.Forward m) {
    for (Payload.Command command : m.commands()) {
      Result result = own(command.origin(), m.from());
      if (!isRefused(result)) {
        result = command(command);
      }
      if (!isRefused(result) && !isIndex(command.knownCommit())) {
        result =
            refused(
                Violation.INDEX_OUT_OF_RANGE, "known commit %d".formatted(command.knownCommit()));
      }
      // Whatever was committed before this term is in its leader's log (3.6.3).
      if (!isRefused(result) && isOwnTerm(node, m) && command.knownCommit() > node.lastIndex()) {
        result = beyondLog(node, "a command knows of the commit", command.knownCommit());
      }
      if (isRefused(result)) {
        return result;
      }
    }
    return ACCEPTED;
  }

  private static Result faultReport(Message.FaultReport m) {
    return switch (m.fault()) {
      case LogFault.Lost(long acknowledged, long lastIndex) -> indexes(acknowledged, lastIndex);
      case LogFault.Forgotten(long index, long boot) -> indexes(index, boot);
      case LogFault.Conflict(long index, long term, long leaderTerm) -> {
        Result result = logEnd(index, term, TERM_MAX);
        yield isRefused(result) ? result : logEnd(index, leaderTerm, m.term());
      }
    };
  }
}
