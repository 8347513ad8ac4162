package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is remembered of one incarnation of a node: what it looked like when it was last examined,
 * so that only what has changed since has to be judged, and what its disk has proved.
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

  /** The highest commit index that anything it has received allows, or that it had itself. */
  long allowedCommit;

  long applied;
  Membership membership = Membership.NONE;

  /** The last config entry's index that was judged. */
  long changeIndex;

  /** The config entries of its log in memory, by index. */
  final TreeMap<Long, Membership> changes = new TreeMap<>();

  /** What its followers have acknowledged to it in a term; looked up only. */
  long acknowledgedTerm;

  final Map<DiskIncarnation, Long> acknowledged = new HashMap<>();

  /** Who has acknowledged something in the event under way, 0 for nobody. */
  int toldByFollower;

  /** The terms whose leaders have told this start of it to be elected at once. */
  final TreeSet<Long> toldToLead = new TreeSet<>();

  /** Who has asked it last whether it would vote for it, and with which log. */
  int askedForPromiseBy;

  CompleteVotes.End askedByLogEnd;

  /** Who would vote for it in the term after this one. */
  long promisedTerm;

  final TreeSet<Integer> promised = new TreeSet<>();

  /** The round of heartbeats that it began last, and what it had committed then and before. */
  long round;

  long committedAtRound;
  long committedAtRoundBefore;

  /** What this start of it has confirmed of reads. */
  ConfirmedReads.Rounds rounds = new ConfirmedReads.Rounds();

  /** Its log in memory. */
  final TermsAndHashes memory = new TermsAndHashes(1);

  /** The object that was its last entry, null if no entry was in memory. */
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
