package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Payload;

/**
 * Inspects a node, finds the changes since the last inspection, and calls the oracles for them. A
 * node without changes costs a few comparisons.
 */
final class NodeInspector {

  /** The oracles of elections. Frames call them too. */
  record Elections(
      OneLeader oneLeader,
      CompleteVotes completeVotes,
      ElectedByMajority electedByMajority,
      CandidateEligibility eligibility) {}

  /**
   * The oracles of a leader's conclusions from the answers of its followers. Frames call them too.
   */
  record Answers(MatchAsAcknowledged matchAsAcknowledged, ConfirmedReads confirmedReads) {}

  private final CommittedEntries committed;
  private final ReferenceStore model;
  private final OneLeader oneLeader;
  private final CompleteVotes completeVotes;
  private final ElectedByMajority electedByMajority;
  private final CandidateEligibility eligibility;
  private final LogMatching logMatching;
  private final CommittedForEver committedForEver;
  private final LeaderCompleteness leaderCompleteness;
  private final CommitOnQuorum commitOnQuorum;
  private final MembershipRules membershipRules;
  private final MembersInEffect membersInEffect;
  private final MatchAsAcknowledged matchAsAcknowledged;
  private final ConfirmedReads confirmedReads;
  private final RefusedNeverHappens refusedNeverHappens;
  private final RequestedMembers requestedMembers;
  private final EqualState equalState;
  private final AppliedOnce appliedOnce;
  private final NothingBackwards nothingBackwards;

  NodeInspector(
      ViolationLog violations,
      CommittedEntries committed,
      ReferenceStore model,
      DiskIncarnations incarnations,
      Elections elections,
      Answers answers,
      RefusedNeverHappens refusedNeverHappens,
      RequestedMembers requestedMembers,
      EqualState equalState,
      LogMatching logMatching,
      NothingBackwards nothingBackwards) {
    this.committed = committed;
    this.model = model;
    this.oneLeader = elections.oneLeader();
    this.completeVotes = elections.completeVotes();
    this.electedByMajority = elections.electedByMajority();
    this.eligibility = elections.eligibility();
    this.refusedNeverHappens = refusedNeverHappens;
    this.requestedMembers = requestedMembers;
    this.equalState = equalState;
    this.nothingBackwards = nothingBackwards;
    this.logMatching = logMatching;
    this.committedForEver = new CommittedForEver(violations, committed);
    this.leaderCompleteness = new LeaderCompleteness(violations, committed);
    this.commitOnQuorum = new CommitOnQuorum(violations, incarnations);
    this.membershipRules = new MembershipRules(violations, committed);
    this.membersInEffect = new MembersInEffect(violations, committed);
    this.matchAsAcknowledged = answers.matchAsAcknowledged();
    this.confirmedReads = answers.confirmedReads();
    this.appliedOnce = new AppliedOnce(violations, model);
  }

  /** A node has begun to serve. From now on it is inspected. */
  void begin(ObservedNode node, NodeView view) {
    long bootBefore = node.boot;
    node.view = view;
    node.readDiskAgain();
    nothingBackwards.serves(node, bootBefore);
    node.boot = view.boot();
    node.term = view.term();
    node.vote = view.vote();
    node.led = false;
    node.commit = 0;
    node.allowedCommit = view.commit();
    node.applied = 0;
    node.membership = view.membership();
    node.changeIndex = 0;
    node.changes.clear();
    node.acknowledgedTerm = 0;
    node.acknowledged.clear();
    node.toldByFollower = 0;
    node.toldToLead.clear();
    node.askedForPromiseBy = 0;
    node.promisedTerm = 0;
    node.promised.clear();
    node.rounds = new ConfirmedReads.Rounds();
    node.memory.restart(view.firstIndex());
    node.last = null;
    long base = view.firstIndex() - 1;
    committedForEver.standsOn(node.incarnation, base, view.termAt(base));
    inspect(node);
  }

  /** A round of heartbeats, not 0, leaves a node. */
  void beginsRound(ObservedNode node, long term, long round) {
    if (round != 0 && node.led && node.term == term) {
      membershipRules.beginsRound(node, round);
    }
  }

  void inspect(ObservedNode node) {
    NodeView view = node.view;
    Membership before = node.membership;
    if (view.term() != node.term) {
      nothingBackwards.moves(node.incarnation, "term", node.term, view.term());
      node.term = view.term();
      node.vote = 0;
      node.led = false;
    }
    boolean votes = view.vote() != node.vote;
    if (votes) {
      node.vote = view.vote();
      completeVotes.votes(node);
    }
    boolean changed = log(node, view);
    Membership members = view.membership();
    if (changed || members != before) {
      membersInEffect.are(node, members);
    }
    if (votes && view.vote() == view.id()) {
      eligibility.stands(node);
    }
    boolean leads = view.leads();
    if (leads && !node.led) {
      oneLeader.leads(node.incarnation, view.term());
      electedByMajority.elected(node);
      leaderCompleteness.elected(node);
      membershipRules.elected(node);
      matchAsAcknowledged.elected(node);
      node.round = 0;
      node.committedAtRound = 0;
      node.committedAtRoundBefore = 0;
      node.led = true;
    }
    if (leads && node.toldByFollower != 0) {
      matchAsAcknowledged.looked(node);
    }
    node.toldByFollower = 0;
    if (leads) {
      confirmedReads.look(node);
    }
    if (view.commit() != node.commit) {
      commit(node, view, before);
    }
    if (leads) {
      membershipRules.leads(node);
    }
    node.led = leads;
    if (view.applied() != node.applied) {
      applied(node, view);
    }
    node.membership = members;
    if (node.log.isShrunk()) {
      nothingBackwards.shrinks(node);
    }
  }

  // The log in memory.

  /** Returns true if the log has changed. */
  private boolean log(ObservedNode node, NodeView view) {
    TermsAndHashes memory = node.memory;
    long first = view.firstIndex();
    long last = view.lastIndex();
    boolean rebased = first != memory.first();
    if (rebased) {
      rebase(node, view, first);
    }
    long oldLast = memory.last();
    if (!rebased && last == oldLast && (last < first || view.entry(last) == node.last)) {
      return false;
    }
    if (oldLast >= first && (oldLast > last || view.entry(oldLast) != node.last)) {
      cut(node, view, Math.min(oldLast, last));
    }
    for (long i = memory.last() + 1; i <= last; i++) {
      Entry entry = view.entry(i);
      long hash = EntryHash.of(entry.payload());
      memory.add(entry.term(), hash);
      logMatching.holds(node.incarnation, i, entry.term(), hash, view.termAt(i - 1));
      if (entry.payload() instanceof Payload.Config(Membership members)) {
        change(node, view, entry, members);
      }
    }
    node.last = last >= first ? view.entry(last) : null;
    if (rebased && memory.holds(first)) {
      // An entry that stays may now follow another one than before: the snapshot's last.
      logMatching.holds(
          node.incarnation, first, memory.term(first), memory.hash(first), view.termAt(first - 1));
    }
    return true;
  }

  /** The entries before the first index have left the memory. */
  private void rebase(ObservedNode node, NodeView view, long first) {
    TermsAndHashes memory = node.memory;
    committedForEver.standsOn(node.incarnation, first - 1, view.termAt(first - 1));
    if (memory.last() >= first && view.lastIndex() < first) {
      // Replaced as a whole by a snapshot.
      removed(node, first);
    }
    if (first < memory.first()) {
      removed(node, memory.first());
      memory.restart(first);
    }
    memory.dropBefore(first);
    node.changes.headMap(first).clear();
    if (memory.last() < memory.first()) {
      node.last = null;
    }
  }

  /** Finds the first changed entry at or below an index. */
  private void cut(ObservedNode node, NodeView view, long from) {
    TermsAndHashes memory = node.memory;
    long same = from;
    while (same >= memory.first() && !isSame(memory, view.entry(same))) {
      same--;
    }
    removed(node, same + 1);
    if (node.changeIndex > same) {
      node.changeIndex = 0;
    }
  }

  private static boolean isSame(TermsAndHashes memory, Entry entry) {
    return memory.term(entry.index()) == entry.term()
        && memory.hash(entry.index()) == EntryHash.of(entry.payload());
  }

  private void removed(ObservedNode node, long from) {
    TermsAndHashes memory = node.memory;
    for (long i = Math.max(from, memory.first()); i <= memory.last(); i++) {
      committedForEver.cuts(node.incarnation, i, memory.term(i), memory.hash(i));
    }
    memory.cut(from);
    node.changes.tailMap(from).clear();
  }

  private void change(ObservedNode node, NodeView view, Entry entry, Membership members) {
    if (view.leads() && entry.term() == view.term()) {
      membershipRules.begins(node, entry.index(), node.membership, members);
      matchAsAcknowledged.changes(node, node.membership, members);
    }
    node.changeIndex = entry.index();
    node.changes.put(entry.index(), members);
    node.membership = members;
  }

  // What is committed and applied.

  private void commit(ObservedNode node, NodeView view, Membership members) {
    long before = node.commit;
    long now = view.commit();
    nothingBackwards.moves(node.incarnation, "commit index", before, now);
    node.commit = now;
    TermsAndHashes memory = node.memory;
    if (committed.last() == 0 && memory.first() == 1 && memory.holds(1) && memory.term(1) == 1) {
      // The list of the first members is committed, because the logs of all of them begin with it.
      add(view, 1, memory.hash(1));
    }
    if (now > node.allowedCommit && !node.led) {
      committedForEver.countsUnverified(node.incarnation, now, node.allowedCommit);
    }
    node.allowedCommit = Math.max(node.allowedCommit, now);
    long known = committed.last();
    for (long i = Math.max(before + 1, memory.first()); i <= Math.min(now, known); i++) {
      committedForEver.counts(node.incarnation, i, memory.term(i), memory.hash(i));
    }
    if (now <= known) {
      return;
    }
    if (!node.led || known + 1 < memory.first()) {
      committedForEver.countsAlone(node.incarnation, now);
      return;
    }
    commitOnQuorum.counts(node, members, now, memory.term(now));
    for (long i = known + 1; i <= now; i++) {
      add(view, i, memory.hash(i));
    }
  }

  private void add(NodeView view, long index, long hash) {
    Entry entry = view.entry(index);
    if (entry.payload() instanceof Payload.Config(Membership members)) {
      requestedMembers.committed(index, committed.membersAt(index - 1), members);
    }
    committed.add(entry, hash, view.term());
    model.apply(entry);
    refusedNeverHappens.committed(model.effect(model.applied()));
  }

  private void applied(ObservedNode node, NodeView view) {
    long now = view.applied();
    nothingBackwards.moves(node.incarnation, "applied index", node.applied, now);
    node.applied = now;
    committedForEver.applies(node.incarnation, now);
    equalState.is(node.incarnation, now, view.fingerprint());
    appliedOnce.applied(node, now);
  }
}
