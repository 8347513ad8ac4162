package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.raft.Member;
import dev.ariadne.server.raft.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A linearizable read needs a confirmation (6.4): after the request, a leader begins a round of
 * heartbeats, and a majority of its voters answers this round. Only then may the read be answered.
 * A node that is no longer the leader cannot get this confirmation. So the oracle needs no stale
 * value to see an error.
 *
 * <p>Time is a counter here. Each request, each new round and each message about a round adds one.
 */
final class ConfirmedReads {

  static final String NAME = "confirmed-reads";

  /** The number of rounds of a leader, and of requests of a node, that are remembered. */
  private static final int REMEMBERED_MAX = 4096;

  /** The requests, rounds and answers of one boot of a node. */
  static final class Rounds {

    /** The term in which the node leads. The fields below belong to this term. */
    private long term;

    /** The start of each of the latest rounds of heartbeats, by its number. */
    private final TreeMap<Long, Long> begun = new TreeMap<>();

    /** For each server, the start of the latest round that it has answered. */
    private final TreeMap<Integer, Long> answered = new TreeMap<>();

    /** The requests of other nodes for a read index: their time, and the commit index then. */
    private final Map<Origin, Asked> askedByOthers = remembering();

    /** The times of the node's own requests to its leader for a read index. */
    private final Map<Origin, Long> askedLeader = remembering();

    /** All reads that came to the node up to this time are confirmed. */
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

  /** Returns the time at which a client's request has come to a node. */
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

  /** A leader is about to receive an answer to a heartbeat. */
  void hears(Rounds leader, PeerClaim.Confirms claim) {
    Long since = claim.term() == leader.term ? leader.begun.get(claim.round()) : null;
    if (since != null) {
      leader.answered.merge(claim.from(), since, Math::max);
    }
  }

  /** A leader is about to receive a request for a read index. */
  void isAsked(Rounds leader, PeerClaim.AsksIndex claim) {
    leader.askedByOthers.putIfAbsent(claim.context(), new Asked(++moment, committed.last()));
  }

  /** A node asks its leader for a read index. */
  void asksLeader(Rounds node, PeerClaim.AsksIndex claim) {
    node.askedLeader.putIfAbsent(claim.context(), ++moment);
  }

  /** A node is about to receive a read index. */
  void isTold(Rounds node, PeerClaim.TellsIndex claim) {
    Long since = node.askedLeader.get(claim.context());
    if (since != null) {
      node.confirmed = Math.max(node.confirmed, since);
    }
  }

  /** A leader sends a read index. */
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

  /**
   * Updates what a leader has confirmed so far. Call it after every event that touched the leader.
   */
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
    // The latest time since which enough of the other voters have answered.
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
   * @param asked the result of {@link #asked} when the read came to the node
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
