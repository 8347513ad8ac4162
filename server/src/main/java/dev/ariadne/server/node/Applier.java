package dev.ariadne.server.node;

import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.kv.Result;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.SnapshotMeta;
import java.util.List;
import java.util.Optional;

/**
 * Brings what is committed into the state machine, in order, and knows as of which entry and with
 * which members the state stands.
 */
final class Applier {

  private final Proposals proposals;
  private final long hashEvery;
  private final Event.Sink events;

  private KvStore store;
  private long term;
  private Membership membership;

  /**
   * @param store the state as of {@code snapshot}
   * @param hashEvery the state's hash is logged at each applied index divisible by this
   */
  Applier(
      KvStore store,
      SnapshotMeta snapshot,
      Proposals proposals,
      long hashEvery,
      Event.Sink events) {
    Invariant.check(
        store.applied() == snapshot.index(),
        "state as of %d with a snapshot as of %d",
        store.applied(),
        snapshot.index());
    this.store = store;
    this.term = snapshot.term();
    this.membership = snapshot.membership();
    this.proposals = proposals;
    this.hashEvery = hashEvery;
    this.events = events;
  }

  KvStore store() {
    return store;
  }

  long applied() {
    return store.applied();
  }

  /** What a snapshot taken now would stand for. */
  SnapshotMeta position() {
    return new SnapshotMeta(store.applied(), term, membership);
  }

  void apply(List<Entry> entries) {
    for (Entry entry : entries) {
      Optional<Result> result = store.apply(entry);
      term = entry.term();
      switch (entry.payload()) {
        case Payload.Command command ->
            proposals.applied(
                command,
                result.orElseThrow(() -> new AssertionError("a command without a result")));
        case Payload.Config config -> membership = config.membership();
        case Payload.NoOp() -> {
          // Only the index moves.
        }
      }
      proposals.committed(entry);
      if (entry.index() % hashEvery == 0) {
        events.accept(
            Event.of(
                "state-hash", "index", entry.index(), "term", term, "hash", store.stateHash()));
      }
    }
  }

  /** Replaces the state by a snapshot's. */
  void restore(SnapshotMeta snapshot, KvStore restored) {
    Invariant.check(
        snapshot.index() > store.applied(),
        "snapshot %d would take the state back from %d",
        snapshot.index(),
        store.applied());
    store = restored;
    term = snapshot.term();
    membership = snapshot.membership();
    proposals.jumped(snapshot.index());
  }
}
