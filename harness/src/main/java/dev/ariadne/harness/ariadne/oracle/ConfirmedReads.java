package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A read that is to be linearizable is answered only when, after it was asked for, a leader has
 * begun a round of heartbeats that a majority of its voters has answered (6.4). A leader that is
 * none any more would be found out by that, whether or not somebody else has written meanwhile: no
 * stale value is needed to see it.
 *
 * <p>Moments are counted here: whoever asks, begins a round or hears of one moves on by one.
 */
final class ConfirmedReads {

  static final String NAME = "confirmed-reads";

  /** So many rounds of a leader, and questions of a node, are remembered. */
  private static final int REMEMBERED_MAX = 4096;

  /** What one start of a node has asked, begun and heard. */
  static final class Rounds {

    /** The term in which it leads or was heard to lead; what is below is of that term. */
    private long term;

    /** When each of the latest rounds of heartbeats began, by number. */
    private final TreeMap<Long, Long> begun = new TreeMap<>();

    /** When the latest round began that each server has answered. */
    private final TreeMap<Integer, Long> answered = new TreeMap<>();

    /** When it was asked by others for an index, and what was committed then. */
    private final Map<Origin, Asked> askedByOthers = remembering();

    /** When it asked its leader for one. */
    private final Map<Origin, Long> askedLeader = remembering();

    /** Whatever it was asked up to then is confirmed. */
    private long confirmed;
  }

  private record Asked(long moment, long committed) {}

  private final ViolationLog violations;
  private final CommittedEntries committed;
  private long moment;

  ConfirmedReads(ViolationLog violations, CommittedEntries committed) {
    this.violations = violations;
    this.committed = committed;
  }

  private static <V> Map<Origin, V> remembering() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Origin, V> eldest) {
        return size() > REMEMBERED_MAX;
      }
    };
  }

  /** A client's request has come to a node; what is returned stands for when that was. */
  long asked() {
    return ++moment;
  }

  /** A node sends a heartbeat. */
  void begins(Rounds leader, long term, long round) {
    if (term > leader.term) {
      leader.term = term;
      leader.begun.clear();
      leader.answered.clear();
    }
    if (term == leader.term && round > 0 && leader.begun.putIfAbsent(round, ++moment) == null) {
      if (leader.begun.size() > REMEMBERED_MAX) {
        leader.begun.pollFirstEntry();
      }
    }
  }

  /** An answer to a heartbeat is about to be given to its leader. */
  void hears(Rounds leader, PeerClaim.Confirms claim) {
    Long since = claim.term() == leader.term ? leader.begun.get(claim.round()) : null;
    if (since != null) {
      leader.answered.merge(claim.from(), since, Math::max);
    }
  }

  /** A leader is about to be asked for an index. */
  void isAsked(Rounds leader, PeerClaim.AsksIndex claim) {
    leader.askedByOthers.putIfAbsent(claim.context(), new Asked(++moment, committed.last()));
  }

  /** A node asks its leader for an index. */
  void asksLeader(Rounds node, PeerClaim.AsksIndex claim) {
    node.askedLeader.putIfAbsent(claim.context(), ++moment);
  }

  /** A node is about to be told one. */
  void isTold(Rounds node, PeerClaim.TellsIndex claim) {
    Long since = node.askedLeader.get(claim.context());
    if (since != null) {
      node.confirmed = Math.max(node.confirmed, since);
    }
  }

  /** A leader tells somebody an index. */
  void tells(ObservedNode leader, PeerClaim.TellsIndex claim) {
    Asked asked = leader.rounds.askedByOthers.get(claim.context());
    if (asked == null) {
      return;
    }
    look(leader);
    if (leader.rounds.confirmed < asked.moment()) {
      violations.add(
          NAME,
          "%s, the leader of term %d, tells node %d the read index %d without confirmation. After"
              + " the question no majority of the voters %s has answered a new heartbeat of the"
              + " leader.",
          leader.incarnation,
          claim.term(),
          claim.to(),
          claim.index(),
          leader.view.membership().voters());
    }
    if (claim.index() < asked.committed()) {
      violations.add(
          NAME,
          "%s, the leader of term %d, tells node %d the read index %d, which is too low. When the"
              + " leader was asked, entry %d was committed.",
          leader.incarnation,
          claim.term(),
          claim.to(),
          claim.index(),
          asked.committed());
    }
  }

  /** Sees what a node that leads has confirmed by now; to be called whenever it was touched. */
  void look(ObservedNode node) {
    if (!node.view.leads() || node.rounds.term > node.view.term()) {
      return;
    }
    boolean heard = node.rounds.term == node.view.term();
    int voters = 0;
    int others = 0;
    for (Member member : node.view.membership().members()) {
      voters += member.votes() ? 1 : 0;
      others += member.votes() && member.id() != node.incarnation.id() ? 1 : 0;
    }
    int needed = voters / 2 + 1 - (voters - others);
    if (needed <= 0) {
      node.rounds.confirmed = ++moment;
      return;
    }
    if (!heard) {
      return;
    }
    // The greatest moment that so many of the others have answered since.
    for (Member member : node.view.membership().members()) {
      long since = answered(node, member);
      if (since > node.rounds.confirmed && agreeing(node, since) >= needed) {
        node.rounds.confirmed = since;
      }
    }
  }

  private static int agreeing(ObservedNode node, long since) {
    int count = 0;
    for (Member member : node.view.membership().members()) {
      count += answered(node, member) >= since ? 1 : 0;
    }
    return count;
  }

  private static long answered(ObservedNode node, Member member) {
    return member.votes() && member.id() != node.incarnation.id()
        ? node.rounds.answered.getOrDefault(member.id(), 0L)
        : 0;
  }

  /**
   * A reply to a read leaves its node.
   *
   * @param asked what {@link #asked} was when the read came to it
   */
  void replies(ObservedNode node, Request.Get request, long asked, Reply reply) {
    boolean answers = reply instanceof Reply.Found || reply instanceof Reply.NotFound;
    if (!answers) {
      return;
    }
    look(node);
    if (node.rounds.confirmed < asked) {
      violations.add(
          NAME,
          "%s, %s, answers a read of key %s without confirmation. Since the read came to it, no"
              + " leader has told it a read index, and no majority has answered a new heartbeat"
              + " of its own. The answer is %s.",
          node.incarnation,
          node.view.leads() ? "the leader of term " + node.view.term() : "which is not the leader",
          request.key(),
          reply);
    }
  }
}
