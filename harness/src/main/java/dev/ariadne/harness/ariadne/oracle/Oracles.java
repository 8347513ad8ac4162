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
 * All oracles of one cluster. Whoever runs it tells what happens, as it happens and in order; what
 * is found wrong is in {@link #violations}. Only the node that an event touched is looked at, and
 * of it only what has changed.
 */
public final class Oracles {

  private static final String KEEPS_GOING = "serves-on-a-sound-disk";

  /** One start of a node, from its beginning to its end. */
  private static final class Run {
    private final ObservedProcess host;
    private ObservedNode witness;

    Run(ObservedProcess host) {
      this.host = host;
    }
  }

  private final ViolationLog complaints;
  private final CommittedEntries committed = new CommittedEntries();
  private final DiskIncarnations lives = new DiskIncarnations();
  private final OneLeader oneLeader;
  private final OneVote oneVote;
  private final CompleteVotes completeVotes;
  private final DurableBeforeSent durableBeforeSaid;
  private final OkIsCommitted okIsCommitted;
  private final RefusedNeverHappens refusedNeverHappens;
  private final CurrentReads currentReads;
  private final ConfirmedReads confirmedReads;
  private final MatchAsAcknowledged matchAsAcknowledged;
  private final LeadershipTransfer handsOver;
  private final VoterStatus voterStatus;
  private final CandidateEligibility standing;
  private final DurableLogRules.Oracles diskOracles;
  private final NodeInspector examiner;
  private final TreeMap<Integer, Run> up = new TreeMap<>();

  /**
   * @param window how many indexes after its known commit a command may land and be applied
   * @param now says which event is under way, and when
   */
  public Oracles(long window, Supplier<EventTime> now) {
    this.complaints = new ViolationLog(now);
    this.oneLeader = new OneLeader(complaints);
    this.oneVote = new OneVote(complaints);
    this.completeVotes = new CompleteVotes(complaints);
    this.durableBeforeSaid = new DurableBeforeSent(complaints);
    NothingBackwards nothingBackwards = new NothingBackwards(complaints);
    ReferenceStore model = new ReferenceStore(window);
    EqualState equalState = new EqualState(complaints);
    this.okIsCommitted = new OkIsCommitted(complaints, committed, model);
    this.refusedNeverHappens = new RefusedNeverHappens(complaints);
    this.currentReads = new CurrentReads(complaints, model);
    this.confirmedReads = new ConfirmedReads(complaints, committed);
    this.matchAsAcknowledged = new MatchAsAcknowledged(complaints);
    this.handsOver = new LeadershipTransfer(complaints);
    this.voterStatus = new VoterStatus(committed);
    ElectedByMajority electedByMajority = new ElectedByMajority(complaints, oneVote, voterStatus);
    this.standing = new CandidateEligibility(complaints, voterStatus);
    this.diskOracles =
        new DurableLogRules.Oracles(
            oneVote,
            nothingBackwards,
            new SnapshotEquivalence(complaints, committed, equalState, window));
    this.examiner =
        new NodeInspector(
            complaints,
            committed,
            model,
            lives,
            new NodeInspector.Elections(oneLeader, completeVotes, electedByMajority, standing),
            new NodeInspector.Answers(matchAsAcknowledged, confirmedReads),
            refusedNeverHappens,
            equalState,
            nothingBackwards);
  }

  /** What was found, in order; the first is the cause as a rule, and later ones follow from it. */
  public List<Violation> violations() {
    return complaints.all();
  }

  /** How many {@link #violations} there are. */
  public int found() {
    return complaints.size();
  }

  /**
   * How things stood when a request came to a node.
   *
   * @param committed the last index that any leader had committed
   * @param moment counts up
   */
  public record Asked(long committed, long moment) {}

  /** A client's request comes to a node. */
  public Asked asked(Request request) {
    if (request instanceof Request.Write write) {
      refusedNeverHappens.asked(write);
    }
    return asked();
  }

  /** How things stand now. */
  Asked asked() {
    return new Asked(committed.last(), confirmedReads.asked());
  }

  /** What every node that is up does and waits for, by id: for the report of a stuck cluster. */
  public List<String> doing() {
    List<String> lines = new ArrayList<>();
    up.forEach(
        (id, run) ->
            lines.add(
                "node %d: %s"
                    .formatted(
                        id, run.host.view().map(NodeView::doing).orElse("does not serve yet"))));
    return lines;
  }

  /**
   * Whether a node may stand for election, as it was when the last event that touched it was over;
   * false if it does not serve.
   */
  public boolean mayStand(int node) {
    Run run = up.get(node);
    return run != null && run.witness != null && voterStatus.mayStand(run.witness);
  }

  /** A node is about to be started. */
  public void starting(int node, ObservedProcess host) {
    up.put(node, new Run(host));
  }

  /**
   * A node has ended. To be told before its disk loses anything.
   *
   * @param wronglyWhy why it ended, if nothing that was done to it is a reason to
   */
  public void ended(int node, Optional<String> wronglyWhy) {
    Run run = up.remove(node);
    if (run != null && run.witness != null) {
      run.witness.log.refresh();
      run.witness.view = null;
    }
    wronglyWhy.ifPresent(
        why ->
            complaints.add(
                KEEPS_GOING,
                "node %d %s, though nothing was done to it or its disk that is a reason to: %s",
                node,
                run != null && run.witness != null ? "ends" : "does not start",
                why));
  }

  /** An event that touched a node has come to its end. */
  public void happened(int node) {
    Run run = up.get(node);
    if (run != null && isServing(run)) {
      run.witness.log.refresh();
      examiner.examine(run.witness);
    }
  }

  /** A frame leaves a node. */
  public void sent(int node, Bytes frame) {
    Run run = up.get(node);
    if (run == null || !isServing(run)) {
      return;
    }
    ObservedNode sender = run.witness;
    switch (PeerClaim.read(frame)) {
      case PeerClaim.Candidacy said -> {
        completeVotes.asks(said.from(), said.term(), said.lastIndex(), said.lastTerm());
        oneVote.cast(sender.life, said.term(), said.from());
        durableBeforeSaid.votes(sender, said.term(), said.from());
        if (said.transfer()) {
          handsOver.asks(sender, said.term());
        }
      }
      case PeerClaim.Granted said -> {
        oneVote.cast(sender.life, said.term(), said.to());
        durableBeforeSaid.votes(sender, said.term(), said.to());
      }
      case PeerClaim.Leads said -> {
        oneLeader.leads(sender.life, said.term());
        if (said.commit() > committed.last()) {
          examiner.examine(sender);
        }
        confirmedReads.begins(sender.rounds, said.term(), said.round());
        examiner.beginsRound(sender, said.term(), said.round());
      }
      case PeerClaim.Acknowledged said ->
          durableBeforeSaid.acknowledges(sender, said.term(), said.match(), leader(said.term()));
      case PeerClaim.AsksIndex said -> confirmedReads.asksLeader(sender.rounds, said);
      case PeerClaim.TellsIndex said -> confirmedReads.tells(sender, said);
      case PeerClaim.HandsOver said -> handsOver.tells(sender, said.to(), said.term());
      case PeerClaim.Promises said -> completeVotes.promises(sender, said.to());
      case PeerClaim.AsksPromise said -> {}
      case PeerClaim.Confirms said -> {}
      case PeerClaim.Chunk chunk -> {}
      case PeerClaim.Nothing nothing -> {}
    }
  }

  /** A frame is about to be given to a node. */
  public void delivered(int node, Bytes frame) {
    Run run = up.get(node);
    if (run == null || !isServing(run)) {
      return;
    }
    switch (PeerClaim.read(frame)) {
      case PeerClaim.Leads said -> allow(run.witness, Math.min(said.commit(), said.verified()));
      case PeerClaim.Chunk said -> allow(run.witness, said.index());
      case PeerClaim.Candidacy said -> {}
      case PeerClaim.Granted said -> {}
      case PeerClaim.Acknowledged said -> matchAsAcknowledged.hears(run.witness, said);
      case PeerClaim.Confirms said -> confirmedReads.hears(run.witness.rounds, said);
      case PeerClaim.AsksIndex said -> confirmedReads.isAsked(run.witness.rounds, said);
      case PeerClaim.TellsIndex said -> confirmedReads.isTold(run.witness.rounds, said);
      case PeerClaim.HandsOver said -> handsOver.isTold(run.witness, said.term());
      case PeerClaim.AsksPromise said ->
          completeVotes.asksPromise(run.witness, said.from(), said.lastIndex(), said.lastTerm());
      case PeerClaim.Promises said -> standing.isPromised(run.witness, said);
      case PeerClaim.Nothing nothing -> {}
    }
  }

  private static void allow(ObservedNode node, long commit) {
    node.allowedCommit = Math.max(node.allowedCommit, commit);
  }

  /** The leader of a term, if it still leads in it, else null. */
  private ObservedNode leader(long term) {
    DiskIncarnation life = oneLeader.of(term);
    ObservedNode witness = life == null ? null : lives.of(life);
    boolean leads =
        witness != null
            && witness.view != null
            && witness.view.leads()
            && witness.view.term() == term;
    return leads ? witness : null;
  }

  /**
   * A node answers a client.
   *
   * @param asked what {@link #asked} was when the request came to the node
   */
  public void replied(int node, Request request, Asked asked, Reply reply) {
    Run run = up.get(node);
    boolean jumps = false;
    if (run != null && isServing(run)) {
      jumps = jumps(run.witness);
      examiner.examine(run.witness);
    }
    switch (request) {
      case Request.Write write -> {
        if (jumps) {
          refusedNeverHappens.repliesAtAJump(run.witness, write, reply);
        }
        okIsCommitted.replies(node, write, reply);
        refusedNeverHappens.replies(node, write, reply);
      }
      case Request.Get get -> {
        if (!get.stale()) {
          currentReads.replies(node, get, asked.committed(), reply);
          if (run != null && isServing(run)) {
            confirmedReads.replies(run.witness, get, asked.moment(), reply);
          }
        }
      }
      case Request.AddMember add -> okIsCommitted.replies(node, add, reply);
      case Request.RemoveMember remove ->
          okIsCommitted.replies(node, remove, asked.committed(), reply);
      case Request.Members members -> {}
      case Request.Status status -> {}
      case Request.Health health -> {}
      case Request.Metrics metrics -> {}
    }
  }

  /**
   * Whether its state has just come to a snapshot that its log stands on since an earlier event.
   */
  private static boolean jumps(ObservedNode node) {
    long base = node.view.firstIndex() - 1;
    return node.applied < base && node.view.applied() >= base;
  }

  /** Whether it serves; the first time it does, it is looked at from top to bottom. */
  private boolean isServing(Run run) {
    if (run.witness == null) {
      run.host.view().ifPresent(view -> serves(run, view));
    }
    return run.witness != null;
  }

  private void serves(Run run, NodeView view) {
    DiskIncarnation life = new DiskIncarnation(view.id(), view.incarnation());
    ObservedNode witness = lives.of(life);
    if (witness == null) {
      witness = new ObservedNode(life, run.host, diskOracles);
      lives.add(witness);
    }
    run.witness = witness;
    examiner.begin(witness, view);
  }
}
