package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The observations of one incarnation of a node: its state at the last inspection, and the content
 * that its disk has proved. So the oracles judge only changes since the last inspection.
 */
final class ObservedNode {

  final DiskIncarnation incarnation;
  final DurableLog log;
  private final DurableLogRules rules;

  /** The node, or null while it is down. */
  NodeView view;

  long boot;
  long term;
  int vote;
  boolean led;
  long commit;

  /** The highest commit index that a received message allows, or that it had itself. */
  long allowedCommit;

  long applied;
  Membership membership = Membership.NONE;

  /** The index of the last judged membership entry. */
  long changeIndex;

  /** The memberships of its log in memory, by the index of the entry. */
  final TreeMap<Long, Membership> changes = new TreeMap<>();

  /** The term of the acknowledgements in {@link #acknowledged}. */
  long acknowledgedTerm;

  /** The highest index that each follower has acknowledged in that term. Never iterated. */
  final Map<DiskIncarnation, Long> acknowledged = new HashMap<>();

  /** The follower whose acknowledgement the current event delivers; 0 for none. */
  int toldByFollower;

  /** The terms whose leaders have told it in this boot to stand for election at once. */
  final TreeSet<Long> toldToLead = new TreeSet<>();

  /** The node that asked it last for a promise to vote. */
  int askedForPromiseBy;

  /** The end of the log of that node. */
  CompleteVotes.End askedByLogEnd;

  /** The term of the promises in {@link #promised}. */
  long promisedTerm;

  /** The nodes that have promised their votes in the term after that one. */
  final TreeSet<Integer> promised = new TreeSet<>();

  /** The round of heartbeats that it began last. */
  long round;

  /** The commit index when that round began. */
  long committedAtRound;

  /** The commit index when the round before began. */
  long committedAtRoundBefore;

  /** The rounds and read confirmations of this boot. */
  ConfirmedReads.Rounds rounds = new ConfirmedReads.Rounds();

  /** The log in its memory. */
  final TermsAndHashes memory = new TermsAndHashes(1);

  /** The object of its last entry; null if no entry was in memory. */
  Entry last;

  ObservedNode(
      DiskIncarnation incarnation, ObservedProcess process, DurableLogRules.LogOracles oracles) {
    this.incarnation = incarnation;
    this.rules = new DurableLogRules(incarnation, process, oracles);
    this.log = new DurableLog(process.disk(), process.logDirectory(), rules);
  }

  /** Reads its disk from the beginning, after a start. */
  void readDiskAgain() {
    rules.beginAgain();
    log.restart();
    rules.readAgain(log);
  }

  /** The term at an index of the log in memory, -1 if it is not known there. */
  long termInMemory(long index) {
    return view != null && index >= view.firstIndex() - 1 && index <= view.lastIndex()
        ? view.termAt(index)
        : -1;
  }
}
