package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * What a server keeps whatever its role (figure 2): term, vote, log and commit, with their
 * invariants, and the way out for messages.
 */
final class Core {

  /**
   * How many terms a server goes ahead at one message at the most. One that was away for more
   * elections than that takes some messages to catch up. So a single absurd term cannot use up the
   * terms there are, and servers whose terms are far apart still find together.
   */
  static final long TERM_STEP_MAX = 1L << 20;

  private final Node.Config config;
  private final IntUnaryOperator pick;
  private final RaftLog log;
  private final Saves saves;
  private final Delivery delivery;
  private final Outbox out = new Outbox();

  /** Latest term seen. Durable before anything is promised in it; never falls. */
  private long term;

  /** Whom this server voted for in {@link #term}, 0 for nobody. Durable before it is told. */
  private int vote;

  /**
   * Highest index known to be durable at a quorum; starts at the restored hard state's, which may
   * be older than the truth, and never falls. Invariant: applied <= commit <= lastIndex.
   */
  private long commit;

  /** Why this server takes no further part; null, as a rule for ever. Volatile. */
  private LogFault fault;

  Core(Node.Config config, Restored restored, IntUnaryOperator pick) {
    this.config = config;
    this.pick = pick;
    this.log = new RaftLog(restored.snapshot(), restored.entries());
    this.saves = new Saves(restored.hardState(), log.lastIndex());
    this.delivery = new Delivery(restored.snapshot().index());
    this.term = restored.hardState().term();
    this.vote = restored.hardState().vote();
    // A hard state may have survived the torn batch that held the entries it counted.
    long known = Math.min(restored.hardState().commit(), log.lastIndex());
    this.commit = Math.max(known, restored.snapshot().index());
    Invariant.check(
        log.lastTerm() <= term,
        "the log's last term %d is beyond the term %d",
        log.lastTerm(),
        term);
  }

  Node.Config config() {
    return config;
  }

  int id() {
    return config.id();
  }

  RaftLog log() {
    return log;
  }

  Saves saves() {
    return saves;
  }

  Delivery delivery() {
    return delivery;
  }

  Outbox out() {
    return out;
  }

  long term() {
    return term;
  }

  int vote() {
    return vote;
  }

  long commit() {
    return commit;
  }

  Optional<LogFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Ends its part: nothing is said any more but why, to the leader if one is known. */
  void fail(int leader, LogFault found) {
    if (fault != null) {
      return;
    }
    fault = found;
    out.forgetMessages();
    if (leader != 0) {
      out.now(new Message.FaultReport(id(), leader, term, found));
    }
  }

  HardState hardState() {
    return new HardState(term, vote, commit);
  }

  /** The membership in effect. Learners and strangers are not among its voters. */
  Membership membership() {
    return log.membership();
  }

  List<Integer> voters() {
    return membership().voters();
  }

  /**
   * Whether this server may stand for election. One that a change not yet committed takes out still
   * may: its log may be needed to bring that change about (4.2.2).
   */
  boolean mayCampaign() {
    return votesIn(membership()) || votesIn(log.membershipAt(commit));
  }

  /**
   * Whether this very server votes there. A server that came back with another disk reads in an old
   * part of the log that one of its id votes: that was its former life, which may have promised
   * what this one does not know, and alone or with few others even a majority of those days.
   */
  boolean votesIn(Membership membership) {
    return membership
        .member(id())
        .filter(member -> member.votes() && member.incarnation() == config.incarnation())
        .isPresent();
  }

  /** Whether the membership in effect is committed. */
  boolean isMembershipCommitted() {
    return log.membershipIndex() <= commit;
  }

  /** Randomised, so that votes are seldom split twice (3.4). */
  int drawElectionTimeout() {
    return config.electionTicks() + pick.applyAsInt(config.electionTicks());
  }

  /**
   * Enters a higher term, in which this server has not voted yet, or one on the way there that is
   * {@link #TERM_STEP_MAX} beyond the present one.
   */
  void enterTerm(long higher) {
    Invariant.check(higher > term, "term %d entered from %d", higher, term);
    term = Math.min(higher, term + TERM_STEP_MAX);
    vote = 0;
    out.forgetMessages();
  }

  void voteFor(int candidate) {
    Invariant.check(
        vote == 0 || vote == candidate, "vote for %d after one for %d", candidate, vote);
    vote = candidate;
  }

  /** Whether a log that ends like this has all that this one may have committed (3.6.1). */
  boolean isUpToDate(long lastTerm, long lastIndex) {
    return lastTerm > log.lastTerm() || lastTerm == log.lastTerm() && lastIndex >= log.lastIndex();
  }

  void commitTo(long index) {
    if (index > commit) {
      Invariant.check(
          index <= log.lastIndex(),
          "commit %d is beyond the last index %d",
          index,
          log.lastIndex());
      commit = index;
    }
  }

  /** Takes entries out of the log; only a follower does, and never committed ones (figure 2). */
  void cut(long from) {
    Invariant.check(from > commit, "cut at %d, committed up to %d", from, commit);
    log.cut(from);
    saves.cut(from);
  }

  /** Replaces the log by a snapshot that holds more than is known to be committed here. */
  void install(SnapshotMeta snapshot) {
    Invariant.check(
        snapshot.index() > commit, "snapshot at %d, committed up to %d", snapshot.index(), commit);
    saves.install(snapshot, commit);
    log.replaceBy(snapshot);
    delivery.installed(snapshot);
    commit = snapshot.index();
  }

  /** Says that this log agrees with the leader's up to an index as soon as that is durably true. */
  void acknowledge(int leader, long match) {
    Message accepted = new Message.AppendAccepted(id(), leader, term, match);
    if (match <= saves.stable() && saves.isDurable(term, vote)) {
      out.now(accepted);
    } else {
      out.afterSave(accepted);
    }
  }

  void checkInvariants() {
    Invariant.check(
        delivery.applied() <= delivery.handed(),
        "applied %d > handed out %d",
        delivery.applied(),
        delivery.handed());
    Invariant.check(
        delivery.handed() <= commit, "handed out %d > commit %d", delivery.handed(), commit);
    Invariant.check(
        commit <= log.lastIndex(), "commit %d > last index %d", commit, log.lastIndex());
    Invariant.check(
        saves.stable() <= log.lastIndex(),
        "stable %d > last index %d",
        saves.stable(),
        log.lastIndex());
    Invariant.check(
        log.snapshot().index() <= commit,
        "snapshot %d > commit %d",
        log.snapshot().index(),
        commit);
  }
}
