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
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings what is committed into the state machine, in order, and knows as of which entry and with
 * which members the state stands.
 */
final class Applier {

  /** Told of every membership that has been committed. */
  @FunctionalInterface
  interface MembersWatcher {
    void committed(Membership before, Membership after, long index);
  }

  private final Proposals proposals;
  private final long hashEvery;
  private final Event.Sink events;
  private final Consumer<Entry> committed;
  private final MembersWatcher watcher;

  private KvStore store;
  private long term;
  private Membership membership;

  /**
   * @param store the state as of {@code snapshot}
   * @param committed told of each entry once it is applied
   * @param hashEvery the state's hash is logged at each applied index divisible by this
   */
  Applier(
      KvStore store,
      SnapshotMeta snapshot,
      Proposals proposals,
      long hashEvery,
      Event.Sink events,
      Consumer<Entry> committed,
      MembersWatcher watcher) {
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
    this.committed = committed;
    this.watcher = watcher;
  }

  KvStore store() {
    return store;
  }

  long applied() {
    return store.applied();
  }

  /** The members as of the last applied entry. */
  Membership membership() {
    return membership;
  }

  private void changed(Membership after, long index) {
    Membership before = membership;
    membership = after;
    if (!before.equals(after)) {
      events.accept(Event.of("members", "index", index, "members", text(after)));
      watcher.committed(before, after, index);
    }
  }

  private static String text(Membership membership) {
    return membership.members().stream()
        .map(m -> m.id() + (m.votes() ? "" : "(learner)"))
        .collect(Collectors.joining(","));
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
        case Payload.Config config -> changed(config.membership(), entry.index());
        case Payload.NoOp() -> {
          // Only the index moves.
        }
      }
      proposals.committed(entry);
      committed.accept(entry);
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
    changed(snapshot.membership(), snapshot.index());
    proposals.jumped(snapshot.index());
  }
}
