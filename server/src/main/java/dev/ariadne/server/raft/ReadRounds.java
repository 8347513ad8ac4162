package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A leader's reads on their way (6.4). A read takes the commit index of its arrival, and may use it
 * once a majority has answered a round of heartbeats begun after that: then no other leader had
 * been elected before it arrived. Reads that arrive during a round share the next one.
 */
final class ReadRounds {

  /**
   * One read.
   *
   * @param asker id of the server that asked
   */
  record Read(Origin context, int asker, long index) {}

  private record Round(long number, List<Read> reads) {}

  /** Came before the leader had committed in its term: its commit may yet be behind the truth. */
  private final List<Read> early = new ArrayList<>();

  /** Have an index, but no round. */
  private final List<Read> waiting = new ArrayList<>();

  private final ArrayDeque<Round> underWay = new ArrayDeque<>();

  /** Highest round that each server has answered. */
  private final TreeMap<Integer, Long> answered = new TreeMap<>();

  /** Number of the last round begun; from 0 at the term's beginning. */
  private long round;

  private int pending;

  /** Number of the last round begun, 0 before the first. */
  long round() {
    return round;
  }

  /** How many reads wait. */
  int pending() {
    return pending;
  }

  void addEarly(Origin context, int asker) {
    early.add(new Read(context, asker, 0));
    pending++;
  }

  void add(Origin context, int asker, long commit) {
    waiting.add(new Read(context, asker, commit));
    pending++;
  }

  /** The leader has committed an entry of its term: its commit is now the truth. */
  void committedInTerm(long commit) {
    early.forEach(read -> waiting.add(new Read(read.context(), read.asker(), commit)));
    early.clear();
  }

  /** Whether reads wait for a round and none is under way that they would have to wait for. */
  boolean wantRound() {
    return !waiting.isEmpty() && underWay.isEmpty();
  }

  /** Begins a round for all reads that wait for one; returns its number. */
  long begin() {
    round++;
    if (!waiting.isEmpty()) {
      underWay.add(new Round(round, List.copyOf(waiting)));
      waiting.clear();
    }
    return round;
  }

  void answered(int peer, long number) {
    Invariant.check(number <= round, "round %d is answered, the last begun is %d", number, round);
    answered.merge(peer, number, Math::max);
  }

  /**
   * Takes out the reads that are confirmed by now.
   *
   * @param self the leader, which answers its own rounds at once
   */
  List<Read> takeConfirmed(List<Integer> voters, int self) {
    if (underWay.isEmpty()) {
      return List.of();
    }
    long confirmed =
        Quorum.reached(voters, id -> id == self ? round : answered.getOrDefault(id, 0L));
    List<Read> reads = new ArrayList<>();
    while (!underWay.isEmpty() && underWay.peek().number() <= confirmed) {
      reads.addAll(underWay.remove().reads());
    }
    pending -= reads.size();
    return reads;
  }
}
