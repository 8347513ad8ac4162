package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes what its leader sends, and waits for an election timeout without word from it (3.5). */
final class Follower implements Role {

  private final Core core;
  private final int timeoutTicks;

  /** 0 until the term's leader is heard, and again when it has been silent for too long. */
  private int leader;

  /** Ticks since the leader was heard, a vote was granted, or the role began. */
  private int silentTicks;

  /** Commands for the leader, to leave with the next Ready. */
  private final List<Payload.Command> forwards = new ArrayList<>();

  private long forwardBytes;

  private final LogFaultClaim claim;

  Follower(Core core, int leader) {
    this.core = core;
    this.leader = leader;
    this.timeoutTicks = core.drawElectionTimeout();
    this.claim = new LogFaultClaim(core.config().electionTicks());
  }

  @Override
  public Status.RoleName name() {
    return Status.RoleName.FOLLOWER;
  }

  @Override
  public int leader() {
    return leader;
  }

  @Override
  public boolean holdsLease() {
    return leader != 0 && silentTicks < core.config().electionTicks();
  }

  /** Returns whether it is time to campaign. */
  boolean tick() {
    if (core.fault().isPresent()) {
      return false;
    }
    silentTicks++;
    claim.tick();
    return silentTicks >= timeoutTicks;
  }

  void heard(int from) {
    Invariant.check(leader == 0 || leader == from, "both %d and %d lead in one term", from, leader);
    leader = from;
    silentTicks = 0;
  }

  void hasVoted() {
    silentTicks = 0;
  }

  /** For one that may not campaign. */
  void forgetLeader() {
    flush();
    leader = 0;
  }

  void append(Message.Append append) {
    if (core.saves().installs()) {
      return; // as if lost: the marker has to be recorded before, and apart from, what follows it
    }
    Optional<LogFault> conflict = conflict(append);
    if (conflict.isPresent()) {
      claimed(conflict.get());
      return; // as if lost, until it has come often enough to be believed
    }
    RaftLog log = core.log();
    long prev = append.prevIndex();
    // What is committed agrees with every later leader's log (leader completeness, 3.6.3).
    if (prev > core.commit() && !log.holds(prev, append.prevTerm())) {
      reject(append);
      return;
    }
    List<Entry> entries = append.entries();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Invariant.check(
          entry.index() == prev + 1 + i, "entry %d follows %d", entry.index(), prev + i);
      if (entry.index() > core.commit() && !log.holds(entry.index(), entry.term())) {
        if (entry.index() <= log.lastIndex()) {
          core.cut(entry.index());
        }
        log.append(entries.subList(i, entries.size()));
        break;
      }
    }
    // Beyond what this very append has verified the log may still hold a dead leader's entries.
    long verified = prev + entries.size();
    if (log.knows(verified)) {
      claim.agreesUpTo(verified);
    }
    core.commitTo(Math.min(append.commit(), verified));
    core.acknowledge(append.from(), Math.max(verified, core.commit()));
  }

  /**
   * Compares what the leader sends with what is committed here. By leader completeness (3.6.3) they
   * are the same; they are not once a majority was put back to an older copy of its disks.
   */
  private Optional<LogFault> conflict(Message.Append append) {
    if (isInConflict(append.prevIndex(), append.prevTerm())) {
      return Optional.of(conflict(append.prevIndex(), append.prevTerm()));
    }
    for (Entry entry : append.entries()) {
      if (entry.index() > core.commit()) {
        break;
      }
      if (isInConflict(entry.index(), entry.term())) {
        return Optional.of(conflict(entry.index(), entry.term()));
      }
    }
    return Optional.empty();
  }

  /** Whether another entry is committed here. Behind the base no terms are known. */
  private boolean isInConflict(long index, long term) {
    return index <= core.commit() && core.log().knows(index) && !core.log().holds(index, term);
  }

  /** Ends this server's part once the leader has claimed the same often enough. */
  private void claimed(LogFault fault) {
    if (claim.made(fault)) {
      core.fail(leader, fault);
      forwards.clear();
      forwardBytes = 0;
      leader = 0;
    }
  }

  private LogFault conflict(long index, long leaderTerm) {
    return new LogFault.Conflict(index, core.log().term(index), leaderTerm);
  }

  /** Skips, in the hint, all that the leader cannot have either (3.5). */
  private void reject(Message.Append append) {
    RaftLog log = core.log();
    long hint =
        Math.max(core.commit(), log.lastWithTermUpTo(append.prevIndex(), append.prevTerm()));
    core.out()
        .now(
            new Message.AppendRejected(
                core.id(),
                append.from(),
                core.term(),
                append.prevIndex(),
                hint,
                log.term(hint),
                log.lastIndex()));
  }

  /**
   * A commit in a heartbeat is one that this server has acknowledged. If its log ends before,
   * either the disk was put back to an earlier time or the frame is not the leader's. In the second
   * case the leader's next heartbeat says otherwise; in the first the same comes again and again.
   */
  void heartbeat(Message.Heartbeat heartbeat) {
    long lastIndex = core.log().lastIndex();
    if (heartbeat.commit() > lastIndex) {
      claimed(new LogFault.Lost(heartbeat.commit(), lastIndex));
      return;
    }
    claim.acknowledgedIsHeld();
    core.commitTo(heartbeat.commit());
    core.out()
        .now(
            new Message.HeartbeatReply(
                core.id(), heartbeat.from(), core.term(), heartbeat.round()));
  }

  /** A snapshot has arrived (5.1). It never takes the state back. */
  void install(Message.InstallSnapshot install) {
    SnapshotMeta snapshot = install.snapshot();
    if (isInConflict(snapshot.index(), snapshot.term())) {
      claimed(conflict(snapshot.index(), snapshot.term()));
      return;
    }
    if (snapshot.index() <= core.commit()) {
      core.acknowledge(install.from(), core.commit());
      return;
    }
    if (core.log().holds(snapshot.index(), snapshot.term())) {
      core.commitTo(snapshot.index());
    } else {
      core.install(snapshot);
    }
    core.acknowledge(install.from(), snapshot.index());
  }

  Proposal forward(Payload.Command command) {
    if (leader == 0) {
      return new Proposal.Refused(Proposal.Why.NO_LEADER);
    }
    if (!forwards.isEmpty()
        && forwardBytes + command.weight() > core.config().uncommittedBytesMax()) {
      return new Proposal.Refused(Proposal.Why.OVERLOADED);
    }
    forwards.add(command);
    forwardBytes += command.weight();
    return new Proposal.Forwarded(leader);
  }

  ReadRequest readIndex(Origin context) {
    if (leader == 0) {
      return ReadRequest.NO_LEADER;
    }
    core.out().now(new Message.ReadIndexRequest(core.id(), leader, core.term(), context));
    return ReadRequest.ACCEPTED;
  }

  boolean wantsFlush() {
    return !forwards.isEmpty();
  }

  /** Passes on what has come together, in messages no larger than an append. */
  void flush() {
    List<Payload.Command> batch = new ArrayList<>();
    long bytes = 0;
    for (Payload.Command command : forwards) {
      if (!batch.isEmpty() && bytes + command.weight() > core.config().appendBytesMax()) {
        send(batch);
        batch.clear();
        bytes = 0;
      }
      batch.add(command);
      bytes += command.weight();
    }
    if (!batch.isEmpty()) {
      send(batch);
    }
    forwards.clear();
    forwardBytes = 0;
  }

  private void send(List<Payload.Command> batch) {
    core.out().now(new Message.Forward(core.id(), leader, core.term(), List.copyOf(batch)));
  }
}
