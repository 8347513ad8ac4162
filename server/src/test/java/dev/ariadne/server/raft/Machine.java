package dev.ariadne.server.raft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * A server around a {@link Node}: it does what {@link Ready} says, in that order, with a disk that
 * is as slow as the test wants and a state machine that is a hash of what it was given.
 */
final class Machine {

  /** Sees what a machine does. */
  interface Watcher {

    void saves(Machine machine, Save save);

    void holds(Machine machine, Message message, long until);

    void sends(Machine machine, Message message);

    void applies(Machine machine, Entry entry);

    void restores(Machine machine, SnapshotMeta snapshot);

    void reads(Machine machine, ReadState read);

    /** Something happened to the node, and all that followed from it is done. */
    void settled(Machine machine);
  }

  /** What a snapshot's file holds. */
  record State(long index, long hash) {
    State then(Entry entry) {
      if (entry.index() != index + 1) {
        throw new AssertionError("entry " + entry.index() + " applied behind " + index);
      }
      return new State(entry.index(), hash * 1_000_003 + entry.hashCode());
    }
  }

  private record Held(Message message, long until) {}

  private sealed interface Work {
    record Apply(Entry entry) implements Work {}

    record Restore(SnapshotMeta snapshot) implements Work {}
  }

  private final Node.Config config;
  private final IntUnaryOperator pick;
  private final Watcher watcher;

  /**
   * Snapshots' files by (index, term): durable everywhere as soon as one machine has taken them.
   */
  private final TreeMap<Long, State> snapshots;

  /** On disk for certain. */
  private DiskContent durable;

  /** On disk once all saves that have begun are. */
  private DiskContent written;

  private final ArrayDeque<Save> saving = new ArrayDeque<>();
  private final ArrayList<Held> held = new ArrayList<>();
  private final ArrayDeque<Work> work = new ArrayDeque<>();
  private Node node;
  private State state;
  private long durableSave;

  /** Entries kept behind a snapshot. */
  int keep = 0;

  /** Whether saves wait for {@link #persist}. */
  boolean slowSaves;

  /** Whether several things may happen before the node is asked what is to be done. */
  boolean busy;

  /** Whether committed entries wait for {@link #work}. */
  boolean slowApply;

  Machine(
      Node.Config config,
      DiskContent disk,
      IntUnaryOperator pick,
      TreeMap<Long, State> snapshots,
      Watcher watcher) {
    this.config = config;
    this.durable = disk;
    this.pick = pick;
    this.snapshots = snapshots;
    this.watcher = watcher;
  }

  int id() {
    return config.id();
  }

  boolean isUp() {
    return node != null;
  }

  Status status() {
    return node.status();
  }

  /** The membership in effect, and the one before it if that is in the log. */
  List<Membership> lastMemberships() {
    List<Membership> all = new ArrayList<>(List.of(written.snapshot().membership()));
    for (Entry entry : written.entries()) {
      if (entry.payload() instanceof Payload.Config(Membership m)) {
        all.add(m);
      }
    }
    all.add(status().membership());
    return all.subList(Math.max(0, all.size() - 3), all.size());
  }

  /** Whether it votes, or only a change that may not be committed takes it out. */
  boolean mayLead() {
    return lastMemberships().stream().anyMatch(m -> m.isVoter(id()));
  }

  DiskContent durable() {
    return durable;
  }

  DiskContent written() {
    return written;
  }

  State state() {
    return state;
  }

  int savesUnderWay() {
    return saving.size();
  }

  void start() {
    written = new DiskContent(durable);
    node = new Node(config, durable.restored(), pick);
    long index = durable.snapshot().index();
    state = index == 0 ? new State(0, 0) : snapshots.get(index);
    durableSave = 0;
    settle();
  }

  /** Everything in memory is gone; of the saves under way the first ones may have made it. */
  void crash(int savesThatMadeIt) {
    for (int i = 0; i < savesThatMadeIt && !saving.isEmpty(); i++) {
      durable.write(saving.remove(), keep);
    }
    node = null;
    saving.clear();
    held.clear();
    work.clear();
  }

  void tick() {
    node.tick();
    settle();
  }

  /** Takes a message from another machine, which works as it should: it is never refused. */
  void receive(Message message) {
    if (MessageCheck.check(node.view(), message) instanceof MessageCheck.Result.Refused refused) {
      throw new AssertionError("server " + id() + " refuses " + message + ": " + refused);
    }
    node.step(message);
    settle();
  }

  Proposal propose(Payload.Command command) {
    Proposal proposal = node.propose(command);
    settle();
    return proposal;
  }

  Change.Outcome change(Change change) {
    Change.Outcome outcome = node.change(change);
    settle();
    return outcome;
  }

  ReadRequest read(Origin context) {
    ReadRequest request = node.readIndex(context);
    settle();
    return request;
  }

  void handOver() {
    node.handOver();
    settle();
  }

  void unreachable(int peer) {
    node.unreachable(peer);
    settle();
  }

  void learnerReplaced(int learner) {
    node.learnerReplaced(learner);
    settle();
  }

  void snapshotSent(int peer, boolean ok) {
    node.snapshotSent(peer, ok);
    settle();
  }

  /** Takes a snapshot of what is applied. */
  void snapshot() {
    long index = state.index();
    Entry last = written.at(index);
    if (index <= written.snapshot().index() || last == null) {
      return;
    }
    Membership membership = written.snapshot().membership();
    for (Entry entry : written.entries()) {
      if (entry.index() <= index && entry.payload() instanceof Payload.Config(Membership m)) {
        membership = m;
      }
    }
    snapshots.put(index, state);
    node.snapshotTaken(new SnapshotMeta(index, last.term(), membership), index - keep + 1);
    settle();
  }

  /** Makes the first saves under way durable, and lets leave what waited for them. */
  void persist(int count) {
    for (int i = 0; i < count && !saving.isEmpty(); i++) {
      Save save = saving.remove();
      durable.write(save, keep);
      durableSave = save.number();
    }
    node.persisted(durableSave);
    for (Held message : List.copyOf(held)) {
      if (message.until() <= durableSave) {
        held.remove(message);
        if (message.message().term() >= node.status().term()) {
          watcher.sends(this, message.message());
        }
      }
    }
    settle();
  }

  /** Applies what has been handed out. */
  void work(int count) {
    for (int i = 0; i < count && !work.isEmpty(); i++) {
      switch (work.remove()) {
        case Work.Apply(Entry entry) -> {
          state = state.then(entry);
          watcher.applies(this, entry);
        }
        case Work.Restore(SnapshotMeta snapshot) -> {
          state = snapshots.get(snapshot.index());
          watcher.restores(this, snapshot);
        }
      }
    }
    node.applied(state.index());
    settle();
  }

  private void settle() {
    if (!busy) {
      settleNow();
    }
  }

  /** Does all that is to be done. */
  void settleNow() {
    while (node.hasReady()) {
      Ready ready = node.ready();
      ready.now().forEach(message -> watcher.sends(this, message));
      ready.save().ifPresent(this::begin);
      for (Message message : ready.afterSave()) {
        if (ready.waitFor() <= durableSave) {
          watcher.sends(this, message);
        } else {
          held.add(new Held(message, ready.waitFor()));
          watcher.holds(this, message, ready.waitFor());
        }
      }
      ready.restore().ifPresent(snapshot -> work.add(new Work.Restore(snapshot)));
      ready.committed().forEach(entry -> work.add(new Work.Apply(entry)));
      ready.reads().forEach(read -> watcher.reads(this, read));
    }
    watcher.settled(this);
    if (!slowApply && !work.isEmpty()) {
      work(work.size());
    }
    if (!slowSaves && !saving.isEmpty()) {
      persist(saving.size());
    }
  }

  private void begin(Save save) {
    saving.add(save);
    written.write(save, keep);
    watcher.saves(this, save);
  }
}
