package dev.ariadne.server.raft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Replicates its log, commits what a quorum holds, and serves reads (3.5, 6.4). */
final class Leader implements Role {

  /** Election timeouts that a snapshot may be under way to a follower without any sign. */
  private static final int SNAPSHOT_PATIENCE = 10;

  private final Core core;

  /** One for each other member, learners included, by id. */
  private final TreeMap<Integer, Progress> followers = new TreeMap<>();

  private final ReadRounds reads = new ReadRounds();

  /** The NoOp with which the term begins; reads wait until it is committed. */
  private final long firstOwnIndex;

  /** The commit as of the last round of heartbeats. */
  private long commitAtRound;

  private long uncommittedBytes;
  private int heartbeatTicks;
  private int quorumTicks;

  /** Who is to lead next, 0 if nobody is. Commands are refused meanwhile. */
  private int successor;

  private int handingOverTicks;
  private boolean successorTold;

  /** Something may have to be sent: what comes in between two Readys leaves together. */
  private boolean dirty = true;

  Leader(Core core) {
    this.core = core;
    commitAtRound = core.commit();
    RaftLog log = core.log();
    firstOwnIndex = log.lastIndex() + 1;
    follow(core.membership());
    uncommittedBytes = log.weight(core.commit() + 1, log.lastIndex());
    append(next(new Payload.NoOp()));
  }

  @Override
  public Status.RoleName name() {
    return Status.RoleName.LEADER;
  }

  @Override
  public int leader() {
    return core.id();
  }

  @Override
  public boolean holdsLease() {
    return true;
  }

  List<Status.Follower> followers() {
    return followers.values().stream().map(Progress::status).toList();
  }

  /** Up to where a follower is known to hold this log; 0 if there is no such follower. */
  long match(int follower) {
    Progress progress = followers.get(follower);
    return progress == null ? 0 : progress.match();
  }

  /** The last round of heartbeats that it has begun; 0 before the first. */
  long round() {
    return reads.round();
  }

  /** To be called whenever the membership in effect has changed, first of all at the beginning. */
  private void follow(Membership membership) {
    followers.keySet().removeIf(id -> membership.member(id).isEmpty());
    for (Member member : membership.members()) {
      if (member.id() != core.id()) {
        followers.computeIfAbsent(
            member.id(),
            id -> new Progress(id, core.log().lastIndex() + 1, core.config().inflightMax()));
      }
    }
  }

  /** Returns whether it may go on: a leader that a quorum does not answer steps down (6.2). */
  boolean tick() {
    followers.values().forEach(f -> f.tick(SNAPSHOT_PATIENCE * core.config().electionTicks()));
    dirty = true;
    handingOverTicks++;
    if (successor != 0 && handingOverTicks >= core.config().electionTicks()) {
      successor = 0; // It is not coming: better this leader than none.
    }
    quorumTicks++;
    if (quorumTicks >= core.config().electionTicks()) {
      quorumTicks = 0;
      if (!isQuorumActive()) {
        return false;
      }
    }
    heartbeatTicks++;
    if (heartbeatTicks >= core.config().heartbeatTicks()) {
      beginRound();
    }
    return true;
  }

  private boolean isQuorumActive() {
    TreeMap<Integer, Boolean> active = new TreeMap<>();
    followers.forEach((id, follower) -> active.put(id, follower.takeActive()));
    active.put(core.id(), true);
    return Quorum.isReached(core.voters(), id -> active.getOrDefault(id, false));
  }

  /** Chooses the voter that holds most of the log, which in the end has to hold all of it. */
  void handOver() {
    if (successor != 0) {
      return;
    }
    successor = mostAdvanced();
    handingOverTicks = 0;
    successorTold = false;
    dirty = true;
  }

  /** The voter that is known to hold most of the log, 0 if there is no other. */
  private int mostAdvanced() {
    int best = 0;
    long most = -1;
    for (Progress follower : followers.values()) {
      if (core.voters().contains(follower.peer()) && follower.match() > most) {
        best = follower.peer();
        most = follower.match();
      }
    }
    return best;
  }

  /**
   * Its own removal is committed: it tells the best of its followers to lead at once, and all that
   * they may commit (4.2.2, 3.10). In this order: who knows of the removal listens no more.
   */
  void retire() {
    int next = mostAdvanced();
    if (next != 0) {
      core.out().now(new Message.TimeoutNow(core.id(), next, core.term()));
    }
    flush();
  }

  Proposal propose(Payload.Command command) {
    if (successor != 0) {
      return new Proposal.Refused(Proposal.Why.HANDING_OVER);
    }
    Entry entry = next(command);
    long limit = core.config().uncommittedBytesMax();
    if (uncommittedBytes > 0 && uncommittedBytes + entry.weight() > limit) {
      return new Proposal.Refused(Proposal.Why.OVERLOADED);
    }
    append(entry);
    return new Proposal.Appended(entry.index(), entry.term());
  }

  private Entry next(Payload payload) {
    return new Entry(core.log().lastIndex() + 1, core.term(), payload);
  }

  /** A leader only ever appends to its own log (figure 3). */
  private void append(Entry entry) {
    core.log().append(List.of(entry));
    uncommittedBytes += entry.weight();
    dirty = true;
  }

  boolean hasCommittedInTerm() {
    return core.commit() >= firstOwnIndex;
  }

  /** Begins a change of the members, if it is time for one and it makes sense (4.1). */
  Change.Outcome change(Change change) {
    if (!hasCommittedInTerm()) {
      // Else a change that an earlier leader made, not yet seen here, could meet this one: two
      // majorities without a common server (Ongaro, raft-dev, 2015).
      return refused(Change.Why.TERM_NOT_COMMITTED);
    }
    if (successor != 0) {
      return refused(Change.Why.HANDING_OVER);
    }
    if (!core.isMembershipCommitted()) {
      return refused(Change.Why.UNDER_WAY);
    }
    Membership before = core.membership();
    Optional<Member> present = before.member(change.id());
    return switch (change) {
      case Change.Add(int id, String address) -> {
        if (present.isPresent()) {
          yield refused(Change.Why.ID_TAKEN);
        }
        if (before.members().stream().anyMatch(m -> m.address().equals(address))) {
          yield refused(Change.Why.ADDRESS_TAKEN);
        }
        if (before.members().size() >= Membership.MEMBERS_MAX) {
          yield refused(Change.Why.TOO_MANY);
        }
        yield take(before.with(new Member(id, Member.UNKNOWN, address, Member.Role.LEARNER)));
      }
      case Change.Promote(int id, long incarnation) -> {
        if (present.isEmpty() || present.get().votes()) {
          yield refused(Change.Why.NO_SUCH_MEMBER);
        }
        if (!hasCaughtUp(id)) {
          yield refused(Change.Why.BEHIND);
        }
        yield take(
            before.with(new Member(id, incarnation, present.get().address(), Member.Role.VOTER)));
      }
      case Change.Remove(int id, OptionalLong incarnation) -> {
        if (present.isEmpty()) {
          yield refused(Change.Why.NO_SUCH_MEMBER);
        }
        if (incarnation.isPresent() && incarnation.getAsLong() != present.get().incarnation()) {
          yield refused(Change.Why.ANOTHER_LIFE);
        }
        Membership after = before.without(id);
        yield after.voters().isEmpty() ? refused(Change.Why.LAST_VOTER) : take(after);
      }
    };
  }

  private static Change.Outcome refused(Change.Why why) {
    return new Change.Outcome.Refused(why);
  }

  private Change.Outcome take(Membership after) {
    Entry entry = next(new Payload.Config(after));
    append(entry);
    follow(after);
    return new Change.Outcome.Appended(entry.index(), entry.term());
  }

  /** It holds all that was committed a heartbeat ago: as a voter it will not hold up commits. */
  private boolean hasCaughtUp(int learner) {
    Progress progress = followers.get(learner);
    return progress.state() == Status.ProgressState.REPLICATE
        && progress.match() >= commitAtRound
        && progress.match() > 0;
  }

  void learnerReplaced(int learner) {
    Optional<Member> member = core.membership().member(learner);
    if (member.isPresent() && !member.get().votes() && learner != core.id()) {
      followers.remove(learner);
      follow(core.membership());
      dirty = true;
    }
  }

  ReadRequest readIndex(Origin context, int asker) {
    if (reads.pending() >= core.config().readsPendingMax()) {
      return ReadRequest.OVERLOADED;
    }
    if (core.commit() >= firstOwnIndex) {
      reads.add(context, asker, core.commit());
    } else {
      reads.addEarly(context, asker);
    }
    dirty = true;
    return ReadRequest.ACCEPTED;
  }

  void accepted(Message.AppendAccepted accepted) {
    Progress follower = followers.get(accepted.from());
    if (follower != null) {
      follower.answered();
      if (follower.accepted(accepted.match(), core.log())) {
        advanceCommit();
      }
      dirty = true;
    }
  }

  void rejected(Message.AppendRejected rejected) {
    Progress follower = followers.get(rejected.from());
    if (follower != null) {
      follower.answered();
      long agreesAtMost = core.log().lastWithTermUpTo(rejected.hintIndex(), rejected.hintTerm());
      follower.rejected(rejected.rejected(), agreesAtMost);
      dirty = true;
    }
  }

  /**
   * A follower takes no further part. Only what fits this leader's own knowledge is believed.
   *
   * <p>From here on the follower does not count for commits until it is removed and added anew: it
   * may have lost entries for which it has been counted.
   */
  void faulty(Message.FaultReport report) {
    Progress follower = followers.get(report.from());
    if (follower != null && isPlausible(report.fault(), follower.acknowledged())) {
      follower.faulty(report.fault(), core.log().lastIndex());
    }
  }

  private boolean isPlausible(LogFault fault, long known) {
    return switch (fault) {
      case LogFault.Lost(long acknowledged, long lastIndex) ->
          acknowledged <= known && lastIndex < acknowledged;
      case LogFault.Forgotten forgotten -> true;
      case LogFault.Conflict(long index, long term, long leaderTerm) ->
          term != leaderTerm && core.log().holds(index, leaderTerm);
    };
  }

  /** The followers that have reported a fault of their log, by id. */
  TreeMap<Integer, LogFault> faults() {
    TreeMap<Integer, LogFault> faults = new TreeMap<>();
    followers.forEach((id, follower) -> follower.fault().ifPresent(f -> faults.put(id, f)));
    return faults;
  }

  void heartbeatAnswered(Message.HeartbeatReply reply) {
    Progress follower = followers.get(reply.from());
    if (follower != null) {
      follower.answered();
      follower.heartbeatAnswered(core.log().lastIndex());
      reads.answered(reply.from(), reply.round());
      answerReads();
      dirty = true;
    }
  }

  void unreachable(int peer) {
    Progress follower = followers.get(peer);
    if (follower != null) {
      follower.unreachable();
      dirty = true;
    }
  }

  void snapshotSent(int peer, boolean ok) {
    Progress follower = followers.get(peer);
    if (follower != null) {
      follower.snapshotSent(ok);
    }
  }

  /**
   * Commits what a majority of voters holds durably; this server is one of them and counts no
   * earlier than the others. Only an entry of the own term is committed by counting: of an older
   * one even a majority may be overwritten (3.6.2, figure 8).
   */
  void advanceCommit() {
    long index =
        Quorum.reached(
            core.voters(),
            id -> id == core.id() ? core.saves().stable() : followers.get(id).match());
    if (index <= core.commit() || core.log().term(index) != core.term()) {
      return;
    }
    uncommittedBytes -= core.log().weight(core.commit() + 1, index);
    core.commitTo(index);
    reads.committedInTerm(index);
    dirty = true;
  }

  boolean wantsFlush() {
    return dirty;
  }

  /** Sends whatever may be sent by now. */
  void flush() {
    dirty = false;
    for (Progress follower : followers.values()) {
      while (follower.maySend(core.log().lastIndex(), core.commit())) {
        send(follower);
      }
    }
    while (reads.wantRound()) {
      beginRound(); // of a single server it confirms itself
    }
    Progress next = followers.get(successor);
    if (next != null && !successorTold && next.match() == core.log().lastIndex()) {
      successorTold = true;
      core.out().now(new Message.TimeoutNow(core.id(), successor, core.term()));
    }
  }

  private void send(Progress follower) {
    RaftLog log = core.log();
    long prev = follower.next() - 1;
    if (!log.knows(prev)) {
      SnapshotMeta snapshot = log.snapshot();
      follower.snapshotLeaves(snapshot.index());
      core.out()
          .now(new Message.InstallSnapshot(core.id(), follower.peer(), core.term(), snapshot));
      return;
    }
    Node.Config config = core.config();
    List<Entry> entries =
        follower.hasRoom()
            ? log.slice(follower.next(), config.appendBytesMax(), config.appendEntriesMax())
            : List.of();
    core.out()
        .now(
            new Message.Append(
                core.id(),
                follower.peer(),
                core.term(),
                prev,
                log.term(prev),
                entries,
                core.commit()));
    follower.sent(prev + entries.size(), core.commit());
  }

  private void beginRound() {
    heartbeatTicks = 0;
    commitAtRound = core.commit();
    long round = reads.begin();
    for (Progress follower : followers.values()) {
      long commit = Math.min(follower.acknowledged(), core.commit());
      core.out().now(new Message.Heartbeat(core.id(), follower.peer(), core.term(), commit, round));
    }
    answerReads();
  }

  private void answerReads() {
    for (ReadRounds.Read read : reads.takeConfirmed(core.voters(), core.id())) {
      if (read.asker() == core.id()) {
        core.out().read(new ReadState(read.context(), read.index()));
      } else {
        core.out()
            .now(
                new Message.ReadIndexReply(
                    core.id(), read.asker(), core.term(), read.context(), read.index()));
      }
    }
  }
}
