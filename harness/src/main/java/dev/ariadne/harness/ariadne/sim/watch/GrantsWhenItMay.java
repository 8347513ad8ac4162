package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.harness.ariadne.sim.RaftFrames;
import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.node.ServerOptions;
import dev.ariadne.server.node.ServerView;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Status.RoleName;
import java.util.TreeSet;

/**
 * A node grants what it may grant. A request for its vote or its promise that nothing speaks
 * against is granted in the event that delivers it: the term is not over, the log of the candidate
 * is complete, the vote is free and no leader is heard (3.4, 3.6.1, 4.2.3, 9.6). Every pre-vote is
 * answered. Whoever holds a majority of promises stands for election, whoever holds a majority of
 * votes leads, and a voter that its leader tells to stand does so at once (3.10). Without this rule
 * a cluster that only ever refuses breaks none.
 */
final class GrantsWhenItMay {

  static final String NAME = "grants-when-it-may";

  /** After so many beats without its leader a follower has none, with two beats of grace. */
  private static final long BEATS_OF_LEASE = 2L * ServerOptions.ELECTION_TICKS + 2;

  /** Terms further ahead are entered in several steps. */
  private static final long TERM_STEP_MAX = 1L << 20;

  private final ObservedBoot boot;

  /** The beat in which a leader was last heard. */
  private long heardLeaderAt;

  /** What the event under way has to bring about; null for nothing. */
  private Owed owed;

  /** Who has granted what the campaign under way asks for. */
  private final TreeSet<Integer> promises = new TreeSet<>();

  private final TreeSet<Integer> votes = new TreeSet<>();

  /** The term in which its requests for votes have left, so that its own vote is durable. */
  private long asksForVotesIn;

  /** What a delivered frame obliges the node to. */
  private sealed interface Owed {

    record Vote(int candidate, long term) implements Owed {}

    record AnswerToPreVote(int candidate, long term, boolean mustGrant) implements Owed {}

    record Candidacy(int leader, long term) implements Owed {}
  }

  GrantsWhenItMay(ObservedBoot boot) {
    this.boot = boot;
  }

  /** The node is about to receive a frame, of whatever kind and from whomever. */
  void hears(Bytes frame) {
    if (RaftFrames.isFromALeader(frame)) {
      heardLeaderAt = boot.beats;
    }
  }

  /** The node is about to receive a message from a member, which is for its incarnation. */
  void hears(Bytes frame, int from, ServerView view) {
    int kind = RaftFrames.kind(frame);
    long term = RaftFrames.term(frame);
    if (view.raft().fault().isPresent()) {
      owed = null;
      return;
    }
    owed =
        switch (kind) {
          case RaftFrames.VOTE, RaftFrames.VOTE_BY_TRANSFER ->
              mayVote(frame, from, view) ? new Owed.Vote(from, term) : null;
          case RaftFrames.PRE_VOTE -> {
            boolean grants =
                term >= view.raft().term() && !mayHearALeader(view) && isComplete(frame, view);
            yield new Owed.AnswerToPreVote(from, term, grants);
          }
          case RaftFrames.TIMEOUT_NOW ->
              view.raft().role() == RoleName.FOLLOWER
                      && view.raft().leader() == from
                      && view.raft().term() == term
                      && isVoter(view)
                  ? new Owed.Candidacy(from, term)
                  : null;
          default -> null;
        };
    if (kind == RaftFrames.PRE_VOTE_REPLY
        && RaftFrames.grantsPreVote(frame)
        && RaftFrames.askedTerm(frame) == view.raft().term()) {
      promises.add(from);
    }
    if (kind == RaftFrames.VOTE_REPLY
        && RaftFrames.grantsVote(frame)
        && term == view.raft().term()) {
      votes.add(from);
    }
  }

  private boolean mayVote(Bytes frame, int from, ServerView view) {
    long term = RaftFrames.term(frame);
    long own = view.raft().term();
    boolean isFree =
        term > own
            ? term - own <= TERM_STEP_MAX
            : term == own
                && (view.raft().vote() == from
                    || view.raft().vote() == 0 && view.raft().leader() == 0);
    boolean mayHoldOff =
        term > own && RaftFrames.kind(frame) == RaftFrames.VOTE && mayHearALeader(view);
    return isFree && !mayHoldOff && isComplete(frame, view);
  }

  /** Returns true unless it certainly hears no leader. */
  private boolean mayHearALeader(ServerView view) {
    return view.raft().role() == RoleName.LEADER
        || view.raft().role() == RoleName.FOLLOWER
            && view.raft().leader() != 0
            && boot.beats - heardLeaderAt <= BEATS_OF_LEASE;
  }

  private static boolean isComplete(Bytes frame, ServerView view) {
    long last = view.raft().lastIndex();
    long lastTerm = view.raft().term(last);
    return RaftFrames.lastTerm(frame) > lastTerm
        || RaftFrames.lastTerm(frame) == lastTerm && RaftFrames.lastIndex(frame) >= last;
  }

  private static boolean isVoter(ServerView view) {
    return view.raft()
        .membership()
        .member(view.identity().id())
        .filter(member -> member.votes() && member.incarnation() == view.identity().incarnation())
        .isPresent();
  }

  /** The node sends a message. */
  void sends(int to, Bytes frame) {
    switch (RaftFrames.kind(frame)) {
      case RaftFrames.PRE_VOTE -> promises.clear();
      case RaftFrames.VOTE, RaftFrames.VOTE_BY_TRANSFER -> {
        if (asksForVotesIn != RaftFrames.term(frame)) {
          asksForVotesIn = RaftFrames.term(frame);
          votes.clear();
        }
      }
      case RaftFrames.PRE_VOTE_REPLY -> {
        if (owed instanceof Owed.AnswerToPreVote(int candidate, long term, boolean mustGrant)
            && candidate == to
            && RaftFrames.askedTerm(frame) == term) {
          if (mustGrant && !RaftFrames.grantsPreVote(frame)) {
            complain(
                "refuses to promise node %d its vote after term %d, though that log is complete"
                    + " and no leader is heard",
                candidate, term);
          }
          owed = null;
        }
      }
      default -> {
        // No part of an election.
      }
    }
  }

  /** An event of the node is over. */
  void happened(ServerView view) {
    switch (owed) {
      case null -> {}
      case Owed.Vote(int candidate, long term) -> {
        if (view.raft().term() < term
            || view.raft().term() == term && view.raft().vote() != candidate) {
          complain(
              "does not vote for node %d in term %d, though that log is complete, the vote is free"
                  + " and no leader is heard",
              candidate, term);
        }
      }
      case Owed.AnswerToPreVote(int candidate, long term, boolean mustGrant) ->
          complain("does not answer the pre-vote of node %d in term %d", candidate, term);
      case Owed.Candidacy(int leader, long term) -> {
        if (view.raft().term() == term) {
          complain("does not stand when node %d, its leader in term %d, tells it to", leader, term);
        }
      }
    }
    owed = null;
    judgeCampaign(view);
  }

  private void judgeCampaign(ServerView view) {
    RoleName role = view.raft().role();
    long term = view.raft().term();
    if (role == RoleName.PRE_CANDIDATE && isMajority(promises, view)) {
      complain("holds promises of %s in term %d, and does not stand for election", promises, term);
      promises.clear();
    }
    if (role == RoleName.CANDIDATE && asksForVotesIn == term && isMajority(votes, view)) {
      complain("holds votes of %s in term %d, and does not lead", votes, term);
      votes.clear();
    }
  }

  /** Returns true if these and the node itself are a majority of the voters. */
  private boolean isMajority(TreeSet<Integer> others, ServerView view) {
    if (others.isEmpty()) {
      return false;
    }
    Membership members = view.raft().membership();
    long inFavour =
        members.voters().stream()
            .filter(voter -> voter == boot.node.id() || others.contains(voter))
            .count();
    return 2 * inFavour > members.voters().size();
  }

  /** The node is paused: what was delivered is looked at later. */
  void forget() {
    owed = null;
  }

  private void complain(String what, Object... values) {
    boot.complain(NAME, "node " + boot.node.id() + " " + what.formatted(values));
  }
}
