package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The raft algorithm of one server: what happens goes in, what is to be done comes out as a {@link
 * Ready}. It does nothing itself and knows no time but its ticks.
 *
 * <p>Not safe for use by several threads. An {@link AssertionError} means that an invariant is
 * broken: the node must not be used any more.
 */
public final class Node {

  /**
   * How a node behaves. Ticks are the caller's unit of time.
   *
   * @param id this server's, from 1
   * @param incarnation the life of this server's disk: a member of the same id and another
   *     incarnation is somebody else, whose votes and acknowledgements this one does not remember
   * @param electionTicks without word from a leader before a follower campaigns, at the least; the
   *     actual number is drawn from this one up to twice it, exclusive
   * @param heartbeatTicks between a leader's heartbeats, fewer than {@code electionTicks}
   * @param appendBytesMax weight of the entries in one append; one entry always fits
   * @param appendEntriesMax entries in one append
   * @param inflightMax appends on their way to one follower
   * @param uncommittedBytesMax weight of what a leader has appended and not yet committed; beyond
   *     it proposals are refused
   * @param readsPendingMax reads that wait at a leader; beyond it they are refused
   */
  public record Config(
      int id,
      long incarnation,
      int electionTicks,
      int heartbeatTicks,
      long appendBytesMax,
      int appendEntriesMax,
      int inflightMax,
      long uncommittedBytesMax,
      int readsPendingMax) {

    public Config {
      Invariant.check(id >= 1, "a server's id is %d", id);
      Invariant.check(
          heartbeatTicks >= 1 && heartbeatTicks < electionTicks,
          "%d ticks between heartbeats, %d before an election",
          heartbeatTicks,
          electionTicks);
      Invariant.check(
          appendEntriesMax >= 1 && inflightMax >= 1,
          "appends of %d entries, %d at a time",
          appendEntriesMax,
          inflightMax);
    }

    public static Config defaults(int id, long incarnation) {
      return new Config(id, incarnation, 10, 1, 1 << 20, 4096, 256, 64 << 20, 10_000);
    }
  }

  private final Core core;
  private Role role;

  /**
   * Begins as a follower that knows no leader.
   *
   * @param restored is durable; what of it is known to be committed comes with the first {@link
   *     Ready}
   * @param pick chooses from 0 (inclusive) to its argument (exclusive): election timeouts
   */
  public Node(Config config, Restored restored, IntUnaryOperator pick) {
    this.core = new Core(config, restored, pick);
    this.role = new Follower(core, 0);
    core.checkInvariants();
  }

  /** A tick of time has passed. */
  public void tick() {
    switch (role) {
      case Follower follower -> {
        if (follower.tick()) {
          if (core.mayCampaign()) {
            role = PreCandidate.begin(core);
          } else {
            follower.forgetLeader();
          }
        }
      }
      case PreCandidate candidate -> {
        if (candidate.ballot().tick()) {
          role = PreCandidate.begin(core);
        }
      }
      case Candidate candidate -> {
        if (candidate.ballot().tick()) {
          role = PreCandidate.begin(core);
        }
      }
      case Leader leader -> {
        if (!leader.tick()) {
          role = new Follower(core, 0);
        }
      }
    }
    core.checkInvariants();
  }

  /** A message has arrived for this server. */
  public void step(Message message) {
    Invariant.check(
        message.to() == core.id(), "a message for %d arrived at %d", message.to(), core.id());
    if (isAdmitted(message)) {
      enterHigherTerm(message);
      tellOlderLeader(message);
      if (isCurrent(message)) {
        handle(message);
      }
    }
    core.checkInvariants();
  }

  private void handle(Message message) {
    switch (message) {
      case Message.PreVote preVote -> answer(preVote);
      case Message.PreVoteReply reply -> count(reply);
      case Message.Vote vote -> answer(vote);
      case Message.VoteReply reply -> count(reply);
      case Message.Append append -> followed(append.from()).append(append);
      case Message.Heartbeat heartbeat -> followed(heartbeat.from()).heartbeat(heartbeat);
      case Message.InstallSnapshot install -> followed(install.from()).install(install);
      case Message.AppendAccepted accepted -> {
        if (role instanceof Leader leader) {
          leader.accepted(accepted);
          retireIfRemoved(leader);
        }
      }
      case Message.AppendRejected rejected -> {
        if (role instanceof Leader leader) {
          leader.rejected(rejected);
        }
      }
      case Message.HeartbeatReply reply -> {
        if (role instanceof Leader leader) {
          leader.heartbeatAnswered(reply);
        }
      }
      case Message.ReadIndexRequest request -> {
        if (role instanceof Leader leader) {
          leader.readIndex(request.context(), request.from());
        }
      }
      case Message.ReadIndexReply reply ->
          core.out().read(new ReadState(reply.context(), reply.index()));
      case Message.Forward forward -> {
        // Never passed on a second time: what is dropped here is unknown to its origin anyway.
        if (role instanceof Leader leader) {
          forward.commands().forEach(leader::propose);
        }
      }
      case Message.FaultReport report -> {
        if (role instanceof Leader leader) {
          leader.faulty(report);
        }
      }
      case Message.TimeoutNow now -> {
        if (role.leader() == now.from() && core.votesIn(core.membership())) {
          role = Candidate.begin(core, true);
        }
      }
    }
  }

  /**
   * Whether the sender may say such a thing. The membership here may be older than the sender's, or
   * hold a change that will fall back. So whoever is not a member may lead all the same, and may
   * ask for votes (4.1): three servers with three configurations would else wait for each other for
   * ever. That such a one does not disturb is for pre-vote and lease (4.2.3). Only members' answers
   * count.
   */
  private boolean isAdmitted(Message message) {
    if (core.fault().isPresent()) {
      return false;
    }
    return switch (message) {
      case Message.Append m -> true;
      case Message.Heartbeat m -> true;
      case Message.InstallSnapshot m -> true;
      case Message.ReadIndexReply m -> true;
      case Message.PreVote m -> true;
      case Message.PreVoteReply m -> isMember(m.from());
      case Message.Vote m -> true;
      case Message.VoteReply m -> isMember(m.from());
      case Message.AppendAccepted m -> isMember(m.from());
      case Message.AppendRejected m -> isMember(m.from());
      case Message.HeartbeatReply m -> isMember(m.from());
      case Message.ReadIndexRequest m -> isMember(m.from());
      case Message.Forward m -> isMember(m.from());
      case Message.FaultReport m -> isMember(m.from());
      case Message.TimeoutNow m -> true; // the term's leader, perhaps by now removed
    };
  }

  private boolean isMember(int id) {
    return core.membership().member(id).isPresent();
  }

  /**
   * Enters the higher term of a message as a follower (3.3). Two messages leave the term as it is:
   * a pre-vote, which changes nobody's state (9.6), and a vote while a leader is heard, unless that
   * leader has asked for the election (4.2.3). A term that is far ahead is not reached at once; the
   * message is then not of this term and is dropped.
   */
  private void enterHigherTerm(Message message) {
    boolean disturbs =
        message instanceof Message.Vote vote && role.holdsLease() && !vote.transfer();
    boolean leavesTerm = disturbs || message instanceof Message.PreVote;
    if (message.term() > core.term() && !leavesTerm) {
      core.enterTerm(message.term());
      role = new Follower(core, isFromLeader(message) && isCurrent(message) ? message.from() : 0);
    }
  }

  /**
   * Tells the leader of an older term this server's term. Otherwise a server whose term is ahead
   * could never come back: pre-vote and lease keep it from winning, and it ignores the leader of
   * the others.
   */
  private void tellOlderLeader(Message message) {
    if (isFromLeader(message) && message.term() < core.term()) {
      // Round 0 is nobody's: the sender may lead this very term by the time it reads this.
      core.out().now(new Message.HeartbeatReply(core.id(), message.from(), core.term(), 0));
    }
  }

  /** Whether such a message makes its sender known as the leader of the message's term. */
  private static boolean isFromLeader(Message message) {
    return message instanceof Message.Append
        || message instanceof Message.Heartbeat
        || message instanceof Message.InstallSnapshot;
  }

  /** Whether the message is of this term. A pre-vote and its answer count in any term (9.6). */
  private boolean isCurrent(Message message) {
    return message.term() == core.term()
        || message instanceof Message.PreVote
        || message instanceof Message.PreVoteReply;
  }

  /** This server, as a follower of the leader of its term. */
  private Follower followed(int leader) {
    Invariant.check(
        !(role instanceof Leader), "both %d and %d lead in one term", leader, core.id());
    if (!(role instanceof Follower)) {
      role = new Follower(core, leader);
    }
    Follower follower = (Follower) role;
    follower.heard(leader);
    return follower;
  }

  private void answer(Message.PreVote request) {
    boolean granted =
        request.term() >= core.term()
            && !role.holdsLease()
            && core.isUpToDate(request.lastTerm(), request.lastIndex());
    core.out()
        .now(
            new Message.PreVoteReply(
                core.id(), request.from(), core.term(), request.term(), granted));
  }

  private void count(Message.PreVoteReply reply) {
    if (role instanceof PreCandidate candidate) {
      role = candidate.counted(reply); // also if the voter is in an older term
    }
  }

  private void answer(Message.Vote request) {
    boolean isFree = core.vote() == request.from() || core.vote() == 0 && role.leader() == 0;
    boolean granted = isFree && core.isUpToDate(request.lastTerm(), request.lastIndex());
    Message reply = new Message.VoteReply(core.id(), request.from(), core.term(), granted);
    if (!granted) {
      core.out().now(reply);
      return;
    }
    core.voteFor(request.from());
    core.out().afterSave(reply);
    if (role instanceof Follower follower) {
      follower.hasVoted();
    }
  }

  private void count(Message.VoteReply reply) {
    if (role instanceof Candidate candidate) {
      role = candidate.counted(reply);
    }
  }

  /** A client's command. */
  public Proposal propose(Payload.Command command) {
    Proposal proposal =
        switch (role) {
          case Follower follower -> follower.forward(command);
          case PreCandidate p -> new Proposal.Refused(Proposal.Why.NO_LEADER);
          case Candidate c -> new Proposal.Refused(Proposal.Why.NO_LEADER);
          case Leader leader -> leader.propose(command);
        };
    core.checkInvariants();
    return proposal;
  }

  /**
   * Hands leadership over, if this server leads and another could: takes no more commands, brings
   * the voter that holds most of the log level, and has it elected (3.10). Given up after an
   * election timeout.
   */
  public void handOver() {
    if (role instanceof Leader leader) {
      leader.handOver();
    }
    core.checkInvariants();
  }

  /** A change of the members, which only a leader can begin. */
  public Change.Outcome change(Change change) {
    Change.Outcome outcome =
        role instanceof Leader leader
            ? leader.change(change)
            : new Change.Outcome.Refused(Change.Why.NOT_LEADER);
    core.checkInvariants();
    return outcome;
  }

  /**
   * A learner turned out to be another life of its disk than the one heard before: what is known of
   * its log holds no longer.
   */
  public void learnerReplaced(int learner) {
    if (role instanceof Leader leader) {
      leader.learnerReplaced(learner);
    }
  }

  /**
   * Whether this server leads, and what it takes for the members is so for certain, for all terms
   * up to its own: whoever is not among them and is in no later term has been removed, or was never
   * added.
   */
  public boolean knowsMembers() {
    return role instanceof Leader leader
        && leader.hasCommittedInTerm()
        && core.isMembershipCommitted();
  }

  /** A leader whose removal is committed leads no longer (4.2.2). */
  private void retireIfRemoved(Leader leader) {
    if (core.isMembershipCommitted() && !core.votesIn(core.membership())) {
      leader.retire();
      role = new Follower(core, 0);
    }
  }

  /** Asks from which index on a read is linearizable; see {@link ReadRequest}. */
  public ReadRequest readIndex(Origin context) {
    return switch (role) {
      case Follower follower -> follower.readIndex(context);
      case PreCandidate p -> ReadRequest.NO_LEADER;
      case Candidate c -> ReadRequest.NO_LEADER;
      case Leader leader -> leader.readIndex(context, core.id());
    };
  }

  /** The caller has found that this server's disk was put back: it takes no further part. */
  public void fail(LogFault fault) {
    core.fail(role instanceof Leader ? 0 : role.leader(), fault);
    role = new Follower(core, 0);
  }

  /** Save number {@code save} and all before it are durable. */
  public void persisted(long save) {
    core.saves().persisted(save);
    switch (role) {
      case Follower f -> {}
      case PreCandidate p -> {}
      case Candidate candidate -> role = candidate.persisted();
      case Leader leader -> {
        leader.advanceCommit();
        retireIfRemoved(leader);
      }
    }
    core.checkInvariants();
  }

  /**
   * The state machine has applied, or restored, everything up to {@code index}, which has been
   * handed out.
   */
  public void applied(long index) {
    core.delivery().applied(index);
    core.checkInvariants();
  }

  /**
   * A snapshot that this server took of its own state is durable: the next {@link Ready} marks it
   * in the log. Ignored if it is no newer than the newest.
   *
   * @param meta its index is at most what {@link #applied} has reported
   * @param keepFrom entries below this index may go, but none beyond the snapshot's
   */
  public void snapshotTaken(SnapshotMeta meta, long keepFrom) {
    Invariant.check(
        meta.index() <= core.delivery().applied(),
        "snapshot at %d, applied %d",
        meta.index(),
        core.delivery().applied());
    if (meta.index() > core.log().snapshot().index()) {
      core.log().compact(meta, keepFrom);
      core.saves().compact(meta);
    }
    core.checkInvariants();
  }

  /** Messages to a server were lost: what it is sent next starts where it is known to be. */
  public void unreachable(int peer) {
    if (role instanceof Leader leader) {
      leader.unreachable(peer);
    }
  }

  /**
   * The transfer of a snapshot's content to a peer ended. If it arrived, its installation is still
   * to be acknowledged; if not, it is tried again at the peer's next sign of life.
   */
  public void snapshotSent(int peer, boolean ok) {
    if (role instanceof Leader leader) {
      leader.snapshotSent(peer, ok);
    }
  }

  /** Whether {@link #ready} may have something to say. */
  public boolean hasReady() {
    return !core.out().isEmpty()
        || wantsFlush()
        || core.saves().isNeeded(core.term(), core.vote(), core.log())
        || core.delivery().isDue(core);
  }

  private boolean wantsFlush() {
    return switch (role) {
      case Follower follower -> follower.wantsFlush();
      case PreCandidate p -> false;
      case Candidate c -> false;
      case Leader leader -> leader.wantsFlush();
    };
  }

  /** What is to be done next; handed out once. */
  public Ready ready() {
    switch (role) {
      case Follower follower -> follower.flush();
      case PreCandidate p -> {}
      case Candidate c -> {}
      case Leader leader -> leader.flush();
    }
    Saves saves = core.saves();
    Optional<Save> save = Optional.empty();
    if (saves.isNeeded(core.term(), core.vote(), core.log())) {
      save = Optional.of(saves.begin(core.hardState(), core.log()));
      core.delivery().saveBegun(save.get());
    }
    Optional<SnapshotMeta> restore = core.delivery().drainRestore(saves);
    List<Entry> committed = core.delivery().drainCommitted(core);
    core.checkInvariants();
    return new Ready(
        core.out().drainNow(),
        save,
        core.out().drainAfterSave(),
        saves.begun(),
        restore,
        committed,
        core.out().drainReads());
  }

  /** The membership in effect: by the last such entry in the log, committed or not (4.1). */
  public Membership membership() {
    return core.membership();
  }

  /** What it holds, for reading only. */
  public NodeView view() {
    return new NodeView(core, () -> role);
  }

  public Status status() {
    return view().status();
  }
}
