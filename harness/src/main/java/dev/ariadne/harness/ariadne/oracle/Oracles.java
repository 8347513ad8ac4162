package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All oracles of one cluster. The owner of the cluster reports every event, in order. {@link
 * #violations} has the findings. The oracles inspect only the node that an event touched, and only
 * its changes.
 */
public final class Oracles {

  private static final String KEEPS_GOING = "serves-on-a-sound-disk";

  /** One boot of a node, from its start to its end. */
  private static final class Run {
    private final ObservedProcess process;
    private ObservedNode observed;

    Run(ObservedProcess process) {
      this.process = process;
    }
  }

  private final ViolationLog violations;
  private final CommittedEntries committed = new CommittedEntries();
  private final DiskIncarnations incarnations = new DiskIncarnations();
  private final OneLeader oneLeader;
  private final OneVote oneVote;
  private final CompleteVotes completeVotes;
  private final DurableBeforeSent durableBeforeSent;
  private final OkIsCommitted okIsCommitted;
  private final RefusedNeverHappens refusedNeverHappens;
  private final RequestedMembers requestedMembers;
  private final CurrentReads currentReads;
  private final ConfirmedReads confirmedReads;
  private final MatchAsAcknowledged matchAsAcknowledged;
  private final LeadershipTransfer leadershipTransfer;
  private final Electability electability;
  private final CandidateEligibility eligibility;
  private final DurableLogRules.LogOracles diskOracles;
  private final NodeInspector inspector;
  private final TreeMap<Integer, Run> up = new TreeMap<>();

  /**
   * @param window the number of indexes after its known commit within which a command is still
   *     applied
   * @param now the number and time of the current event
   */
  public Oracles(long window, Supplier<EventTime> now) {
    this.violations = new ViolationLog(now);
    this.oneLeader = new OneLeader(violations);
    this.oneVote = new OneVote(violations);
    this.completeVotes = new CompleteVotes(violations);
    this.durableBeforeSent = new DurableBeforeSent(violations);
    NothingBackwards nothingBackwards = new NothingBackwards(violations);
    LogMatching logMatching = new LogMatching(violations);
    ReferenceStore model = new ReferenceStore(window);
    EqualState equalState = new EqualState(violations);
    this.okIsCommitted = new OkIsCommitted(violations, committed, model);
    this.refusedNeverHappens = new RefusedNeverHappens(violations);
    this.requestedMembers = new RequestedMembers(violations);
    this.currentReads = new CurrentReads(violations, model);
    this.confirmedReads = new ConfirmedReads(violations, committed);
    this.matchAsAcknowledged = new MatchAsAcknowledged(violations);
    this.leadershipTransfer = new LeadershipTransfer(violations);
    this.electability = new Electability(committed);
    ElectedByMajority electedByMajority = new ElectedByMajority(violations, oneVote, electability);
    this.eligibility = new CandidateEligibility(violations, electability);
    this.diskOracles =
        new DurableLogRules.LogOracles(
            oneVote,
            nothingBackwards,
            logMatching,
            new SnapshotEquivalence(violations, committed, equalState, window));
    this.inspector =
        new NodeInspector(
            violations,
            committed,
            model,
            incarnations,
            new NodeInspector.Elections(oneLeader, completeVotes, electedByMajority, eligibility),
            new NodeInspector.Answers(matchAsAcknowledged, confirmedReads),
            refusedNeverHappens,
            requestedMembers,
            equalState,
            logMatching,
            nothingBackwards);
  }

  /** The violations in order. The first one is usually the cause of the later ones. */
  public List<Violation> violations() {
    return violations.all();
  }

  /** The number of {@link #violations}. */
  public int found() {
    return violations.size();
  }

  /**
   * The state of the cluster when a request came to a node.
   *
   * @param committed the last index that any leader had committed
   * @param moment a counter that rises with time
   */
  public record Asked(long committed, long moment) {}

  /** A client's request comes to a node. */
  public Asked asked(Request request) {
    if (request instanceof Request.Write write) {
      refusedNeverHappens.asked(write);
    }
    requestedMembers.asked(request);
    return asked();
  }

  /** The state of the cluster now. */
  Asked asked() {
    return new Asked(committed.last(), confirmedReads.asked());
  }

  /** One line about each running node, by id, for the report about a stuck cluster. */
  public List<String> doing() {
    List<String> lines = new ArrayList<>();
    up.forEach(
        (id, run) ->
            lines.add(
                "node %d: %s"
                    .formatted(
                        id, run.process.view().map(NodeView::doing).orElse("does not serve yet"))));
    return lines;
  }

  /**
   * Returns true if a node may stand for election, in its state after the last event that touched
   * it; false if it does not serve.
   */
  public boolean mayStand(int node) {
    Run run = up.get(node);
    return run != null && run.observed != null && electability.mayStand(run.observed);
  }

  /** A node is about to be started. */
  public void starting(int node, ObservedProcess process) {
    up.put(node, new Run(process));
  }

  /**
   * A node has ended. Call this before its disk loses data.
   *
   * @param wronglyWhy the reason that it gave for its end, if no fault explains the end
   */
  public void ended(int node, Optional<String> wronglyWhy) {
    Run run = up.remove(node);
    if (run != null && run.observed != null) {
      run.observed.log.refresh();
      run.observed.view = null;
    }
    wronglyWhy.ifPresent(
        why ->
            violations.add(
                KEEPS_GOING,
                "node %d %s by itself, and no fault gave it a reason. It says: %s",
                node,
                run != null && run.observed != null ? "has ended" : "has refused to start",
                why));
  }

  /** An event that touched a node has ended. */
  public void happened(int node) {
    Run run = up.get(node);
    if (run != null && isServing(run)) {
      run.observed.log.refresh();
      inspector.inspect(run.observed);
    }
  }

  /** A frame leaves a node. */
  public void sent(int node, Bytes frame) {
    Run run = up.get(node);
    if (run == null || !isServing(run)) {
      return;
    }
    ObservedNode sender = run.observed;
    switch (PeerClaim.read(frame)) {
      case PeerClaim.Candidacy claim -> {
        completeVotes.asks(claim.from(), claim.term(), claim.lastIndex(), claim.lastTerm());
        oneVote.cast(sender.incarnation, claim.term(), claim.from());
        durableBeforeSent.votes(sender, claim.term(), claim.from());
        if (claim.transfer()) {
          leadershipTransfer.asks(sender, claim.term());
        }
      }
      case PeerClaim.Granted claim -> {
        oneVote.cast(sender.incarnation, claim.term(), claim.to());
        durableBeforeSent.votes(sender, claim.term(), claim.to());
      }
      case PeerClaim.Leads claim -> {
        oneLeader.leads(sender.incarnation, claim.term());
        if (claim.commit() > committed.last()) {
          inspector.inspect(sender);
        }
        confirmedReads.begins(sender.rounds, claim.term(), claim.round());
        inspector.beginsRound(sender, claim.term(), claim.round());
      }
      case PeerClaim.Acknowledged claim ->
          durableBeforeSent.acknowledges(sender, claim.term(), claim.match(), leader(claim.term()));
      case PeerClaim.AsksIndex claim -> confirmedReads.asksLeader(sender.rounds, claim);
      case PeerClaim.TellsIndex claim -> confirmedReads.tells(sender, claim);
      case PeerClaim.HandsOver claim -> leadershipTransfer.tells(sender, claim.to(), claim.term());
      case PeerClaim.Promises claim -> completeVotes.promises(sender, claim.to());
      case PeerClaim.AsksPromise claim -> {}
      case PeerClaim.Confirms claim -> {}
      case PeerClaim.Chunk chunk -> {}
      case PeerClaim.Nothing nothing -> {}
    }
  }

  /** A node is about to receive a frame. */
  public void delivered(int node, Bytes frame) {
    Run run = up.get(node);
    if (run == null || !isServing(run)) {
      return;
    }
    switch (PeerClaim.read(frame)) {
      case PeerClaim.Leads claim -> allow(run.observed, Math.min(claim.commit(), claim.verified()));
      case PeerClaim.Chunk claim -> allow(run.observed, claim.index());
      case PeerClaim.Candidacy claim -> {}
      case PeerClaim.Granted claim -> {}
      case PeerClaim.Acknowledged claim -> matchAsAcknowledged.hears(run.observed, claim);
      case PeerClaim.Confirms claim -> confirmedReads.hears(run.observed.rounds, claim);
      case PeerClaim.AsksIndex claim -> confirmedReads.isAsked(run.observed.rounds, claim);
      case PeerClaim.TellsIndex claim -> confirmedReads.isTold(run.observed.rounds, claim);
      case PeerClaim.HandsOver claim -> leadershipTransfer.isTold(run.observed, claim.term());
      case PeerClaim.AsksPromise claim ->
          completeVotes.asksPromise(
              run.observed, claim.from(), claim.lastIndex(), claim.lastTerm());
      case PeerClaim.Promises claim -> eligibility.isPromised(run.observed, claim);
      case PeerClaim.Nothing nothing -> {}
    }
  }

  private static void allow(ObservedNode node, long commit) {
    node.allowedCommit = Math.max(node.allowedCommit, commit);
  }

  /** The leader of a term if it still leads; otherwise null. */
  private ObservedNode leader(long term) {
    DiskIncarnation incarnation = oneLeader.of(term);
    ObservedNode observed = incarnation == null ? null : incarnations.of(incarnation);
    boolean leads =
        observed != null
            && observed.view != null
            && observed.view.leads()
            && observed.view.term() == term;
    return leads ? observed : null;
  }

  /**
   * A node answers a client.
   *
   * @param asked the result of {@link #asked} when the request came to the node
   */
  public void replied(int node, Request request, Asked asked, Reply reply) {
    Run run = up.get(node);
    boolean jumps = false;
    if (run != null && isServing(run)) {
      jumps = jumps(run.observed);
      inspector.inspect(run.observed);
    }
    switch (request) {
      case Request.Write write -> {
        if (jumps) {
          refusedNeverHappens.repliesAtAJump(run.observed, write, reply);
        }
        okIsCommitted.replies(node, write, reply);
        refusedNeverHappens.replies(node, write, reply);
      }
      case Request.Get get -> {
        if (!get.stale()) {
          currentReads.replies(node, get, asked.committed(), reply);
          if (run != null && isServing(run)) {
            confirmedReads.replies(run.observed, get, asked.moment(), reply);
          }
        }
      }
      case Request.AddMember add -> {
        okIsCommitted.replies(node, add, asked.committed(), reply);
        requestedMembers.replies(node, add, reply);
      }
      case Request.RemoveMember remove -> {
        okIsCommitted.replies(node, remove, asked.committed(), reply);
        requestedMembers.replies(node, remove, reply);
      }
      case Request.Members members -> {}
      case Request.Status status -> {}
      case Request.Health health -> {}
      case Request.Metrics metrics -> {}
    }
  }

  /**
   * Returns true if the node's state has just jumped to the snapshot at which its log begins since
   * an earlier event.
   */
  private static boolean jumps(ObservedNode node) {
    long base = node.view.firstIndex() - 1;
    return node.applied < base && node.view.applied() >= base;
  }

  /** Returns true if the node serves. The first time, the whole node is inspected. */
  private boolean isServing(Run run) {
    if (run.observed == null) {
      run.process.view().ifPresent(view -> serves(run, view));
    }
    return run.observed != null;
  }

  private void serves(Run run, NodeView view) {
    DiskIncarnation incarnation = new DiskIncarnation(view.id(), view.incarnation());
    ObservedNode observed = incarnations.of(incarnation);
    if (observed == null) {
      observed = new ObservedNode(incarnation, run.process, diskOracles);
      incarnations.add(observed);
    }
    run.observed = observed;
    inspector.begin(observed, view);
  }
}
