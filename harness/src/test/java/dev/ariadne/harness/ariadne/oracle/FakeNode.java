package dev.ariadne.harness.ariadne.oracle;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.base.Identity;
import dev.ariadne.server.codec.Encoder;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.kv.Value;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.HardState;
import dev.ariadne.server.raft.Membership;
import dev.ariadne.server.raft.Payload;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.sim.SimDisk;
import dev.ariadne.server.wal.Recovered;
import dev.ariadne.server.wal.Snapshotter;
import dev.ariadne.server.wal.Wal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A node whose inside is what a test says; its log on disk is a real one. */
final class FakeNode implements NodeView, ObservedProcess, DurableImage {

  private final Scene scene;
  private final Identity identity;
  private final Membership firstMembers;
  final SimDisk disk = new SimDisk((site, bound) -> bound > 1 ? 1 : 0);
  private Wal wal;
  private long saves;
  private long writtenTerm;
  private int writtenVote;

  long term = 1;
  int vote;
  private long boot;
  private boolean leads;
  private int leader;
  private long commit;
  private long snapshotIndex;
  private long base;
  private final List<Entry> log = new ArrayList<>();
  private Membership membership;
  private final TreeMap<Integer, Long> matches = new TreeMap<>();
  KvStore store = new KvStore(Scene.WINDOW);

  FakeNode(Scene scene, Identity identity, Membership firstMembers) {
    this.scene = scene;
    this.identity = identity;
    this.firstMembers = firstMembers;
    Entry first = new Entry(1, 1, new Payload.Config(firstMembers));
    run(Wal.create(logDirectory(), identity, 99, new HardState(1, 0, 1), List.of(first)));
    run(List.of(new Disk.Step.MakeDirectory(snapshotDirectory()), new Disk.Step.SyncDirectory("")));
  }

  private void run(List<Disk.Step> steps) {
    try {
      disk.run(steps);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // What it does.

  /** Begins on what its disk holds. */
  FakeNode starts() {
    return starts(recover());
  }

  private Recovered recover() {
    try {
      return Wal.recover(disk, logDirectory(), identity, Wal.Options.DEFAULT);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private FakeNode starts(Recovered recovered) {
    wal = recovered.wal();
    boot = recovered.boot();
    term = recovered.hardState().term();
    vote = recovered.hardState().vote();
    commit = recovered.hardState().commit();
    leads = false;
    leader = 0;
    log.clear();
    log.addAll(recovered.entries());
    membership = firstMembers;
    store = new KvStore(Scene.WINDOW);
    scene.oracles.starting(identity.id(), this);
    return done();
  }

  /** Begins with other entries in memory than its disk holds. */
  FakeNode recoversWith(Entry... entries) {
    Recovered read = recover();
    return starts(
        new Recovered(
            read.wal(),
            identity,
            read.boot(),
            read.hardState(),
            read.snapshot(),
            List.of(entries),
            read.torn()));
  }

  /** Ends, and its machine loses its power with all that is not synced. */
  FakeNode losesPower() {
    scene.oracles.ended(identity.id(), Optional.empty());
    disk.cutPower();
    return this;
  }

  /** An event that concerned it is over. */
  FakeNode done() {
    scene.oracles.happened(identity.id());
    return this;
  }

  /** Saves durably, and holds in memory what it saves. Who votes for itself may do so. */
  FakeNode saves(long newTerm, int newVote, Entry... entries) {
    if (newVote == identity.id()) {
      scene.promises(identity.id(), newTerm - 1);
    }
    return savesWhateverItMay(newTerm, newVote, entries);
  }

  /** The same, but that nobody has said to vote for it. */
  FakeNode savesWhateverItMay(long newTerm, int newVote, Entry... entries) {
    holds(entries);
    term = newTerm;
    vote = newVote;
    writes(newTerm, newVote, entries);
    return this;
  }

  /** Writes to its log and syncs, whatever is in memory. */
  FakeNode writes(long newTerm, int newVote, Entry... entries) {
    // A vote that is on disk stays there for its term.
    int kept = newVote == 0 && newTerm == writtenTerm ? writtenVote : newVote;
    writtenTerm = newTerm;
    writtenVote = kept;
    HardState state = new HardState(newTerm, kept, commit);
    run(wal.append(List.of(new Save(++saves, state, List.of(entries), Optional.empty()))));
    wal.completed();
    return this;
  }

  /** Holds entries in memory alone, in place of whatever was there from the first one on. */
  FakeNode holds(Entry... entries) {
    for (Entry entry : entries) {
      while (log.size() >= entry.index()) {
        log.removeLast();
      }
      log.add(entry);
      if (entry.payload() instanceof Payload.Config(Membership now)) {
        membership = now;
      }
    }
    return this;
  }

  FakeNode cutsFrom(long index) {
    while (log.size() >= index) {
      log.removeLast();
    }
    for (Entry entry : log) {
      if (entry.payload() instanceof Payload.Config(Membership now)) {
        membership = now;
      }
    }
    return this;
  }

  FakeNode countsWith(Membership members) {
    membership = members;
    return this;
  }

  /** Takes a follower's log for the same as its own up to an index. */
  FakeNode matches(int follower, long index) {
    matches.put(follower, index);
    return this;
  }

  FakeNode inTerm(long newTerm) {
    term = newTerm;
    leads = false;
    return this;
  }

  /** Leads, having been voted for by as many as it takes. */
  FakeNode leads(long inTerm) {
    if (!leads || term != inTerm) {
      scene.elects(identity.id(), inTerm);
    }
    return becomesLeader(inTerm);
  }

  /** Leads, whoever has voted. */
  FakeNode becomesLeader(long inTerm) {
    term = inTerm;
    leads = true;
    leader = identity.id();
    return this;
  }

  FakeNode follows(int whom) {
    leads = false;
    leader = whom;
    return this;
  }

  FakeNode commits(long index) {
    commit = index;
    return this;
  }

  /** Applies the entries of its log up to an index. */
  FakeNode applies(long upTo) {
    for (long i = store.applied() + 1; i <= upTo; i++) {
      store.apply(log.get((int) i - 1));
    }
    return this;
  }

  /** Its log stands on a snapshot at an index, which its state has yet to come to. */
  FakeNode standsOn(long index) {
    base = index;
    return this;
  }

  /** Applies something else in place of the next entry. */
  FakeNode appliesInstead(Payload payload) {
    store.apply(new Entry(store.applied() + 1, term, payload));
    return this;
  }

  /** Stores a snapshot of a state, durably. */
  FakeNode stores(KvStore state, long index, long ofTerm, Membership members) {
    try {
      Snapshotter snapshotter = Snapshotter.open(disk, snapshotDirectory(), SnapshotMeta.NONE);
      Iterator<Disk.Step> steps =
          snapshotter.save(new SnapshotMeta(index, ofTerm, members), state.capture().chunks());
      while (steps.hasNext()) {
        disk.run(List.of(steps.next()));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** Writes a marker, durably. */
  FakeNode marks(long index, long ofTerm, Membership members) {
    Save.Marker marker = new Save.Marker.Compacted(new SnapshotMeta(index, ofTerm, members));
    run(
        wal.append(
            List.of(
                new Save(
                    ++saves, new HardState(term, vote, commit), List.of(), Optional.of(marker)))));
    wal.completed();
    snapshotIndex = index;
    return this;
  }

  FakeNode asksForVotes(long inTerm, long lastTerm) {
    return sends(inTerm, 3, new Encoder().i64(lastIndex()).i64(lastTerm));
  }

  /** Asks for votes as one that the leader of the term before wants elected. */
  FakeNode asksInItsLeadersName(long inTerm, long lastTerm) {
    return sends(inTerm, 20, new Encoder().i64(lastIndex()).i64(lastTerm));
  }

  /** Is asked whether it would vote for another one with such a log. */
  FakeNode isAskedForPromise(int by, long inTerm, long lastIndex, long lastTerm) {
    return gets(by, inTerm, 1, new Encoder().i64(lastIndex).i64(lastTerm));
  }

  FakeNode promises(int candidate, long asked) {
    return sends(candidate, term, 2, new Encoder().i64(asked).bool(true));
  }

  FakeNode isPromised(int by, long asked) {
    return gets(by, asked, 2, new Encoder().i64(asked).bool(true));
  }

  FakeNode handsOverTo(int whom) {
    return sends(whom, term, 21, new Encoder());
  }

  FakeNode isToldToLead(int by, long inTerm) {
    return gets(by, inTerm, 21, new Encoder());
  }

  FakeNode grantsVote(int candidate, long inTerm) {
    scene.oracles.sent(
        identity.id(), scene.frame(identity.id(), candidate, inTerm, 4, new Encoder().bool(true)));
    return this;
  }

  FakeNode acknowledges(long match) {
    return sends(term, 6, new Encoder().i64(match));
  }

  /** Is sent a heartbeat that allows it to commit up to an index. */
  FakeNode hears(int from, long commitIndex) {
    Encoder body = new Encoder().i64(commitIndex).i64(1);
    scene.oracles.delivered(identity.id(), scene.frame(from, identity.id(), term, 8, body));
    return this;
  }

  /** Is sent an append of nothing behind an index. */
  FakeNode hearsAppend(int from, long prevIndex, long prevTerm, long commitIndex) {
    Encoder body = new Encoder().i64(prevIndex).i64(prevTerm).i64(commitIndex).i32(0);
    scene.oracles.delivered(identity.id(), scene.frame(from, identity.id(), term, 5, body));
    return this;
  }

  FakeNode sendsHeartbeat() {
    return sends(term, 8, new Encoder().i64(0).i64(1));
  }

  FakeNode beginsRound(long round) {
    return sends(term, 8, new Encoder().i64(0).i64(round));
  }

  FakeNode isAnswered(int by, long inTerm, long round) {
    return gets(by, inTerm, 9, new Encoder().i64(round));
  }

  FakeNode isAcknowledged(int by, long inTerm, long match) {
    return gets(by, inTerm, 6, new Encoder().i64(match));
  }

  /** By another life of a follower's disk than the present one. */
  FakeNode isAcknowledgedByAFormerLife(int of, long inTerm, long match) {
    Bytes frame = scene.frame(of, 100, identity.id(), inTerm, 6, new Encoder().i64(match));
    scene.oracles.delivered(identity.id(), frame);
    return this;
  }

  FakeNode asksIndex(int ofLeader, long inTerm, long question) {
    return sends(ofLeader, inTerm, 11, context(question));
  }

  FakeNode isAskedForIndex(int by, long inTerm, long question) {
    return gets(by, inTerm, 11, context(question));
  }

  FakeNode tellsIndex(int asker, long inTerm, long question, long index) {
    return sends(asker, inTerm, 12, context(question).i64(index));
  }

  FakeNode isToldIndex(int by, long inTerm, long question, long index) {
    return gets(by, inTerm, 12, context(question).i64(index));
  }

  private static Encoder context(long question) {
    return new Encoder().i32(2).i64(102).i64(1).i64(question);
  }

  private FakeNode gets(int from, long inTerm, int kind, Encoder body) {
    scene.oracles.delivered(identity.id(), scene.frame(from, identity.id(), inTerm, kind, body));
    return this;
  }

  private FakeNode sends(long inTerm, int kind, Encoder body) {
    return sends(identity.id() == 1 ? 2 : 1, inTerm, kind, body);
  }

  private FakeNode sends(int to, long inTerm, int kind, Encoder body) {
    scene.oracles.sent(identity.id(), scene.frame(identity.id(), to, inTerm, kind, body));
    return this;
  }

  // Host

  @Override
  public Optional<NodeView> view() {
    return Optional.of(this);
  }

  @Override
  public DurableImage disk() {
    return this;
  }

  @Override
  public String logDirectory() {
    return "raftexample-" + identity.id();
  }

  @Override
  public String snapshotDirectory() {
    return "raftexample-" + identity.id() + "-snap";
  }

  // DurableImage

  @Override
  public long version() {
    return disk.durableVersion();
  }

  @Override
  public long size(String file) {
    return disk.durableSize(file);
  }

  @Override
  public byte[] read(String file, long offset) {
    return disk.durableBytes(file, offset);
  }

  @Override
  public List<String> list(String directory) {
    return disk.durableList(directory);
  }

  // NodeView

  @Override
  public int id() {
    return identity.id();
  }

  @Override
  public long incarnation() {
    return identity.incarnation();
  }

  @Override
  public long boot() {
    return boot;
  }

  @Override
  public long term() {
    return term;
  }

  @Override
  public int vote() {
    return vote;
  }

  @Override
  public int leader() {
    return leader;
  }

  @Override
  public boolean leads() {
    return leads;
  }

  @Override
  public long commit() {
    return commit;
  }

  @Override
  public long applied() {
    return store.applied();
  }

  @Override
  public long firstIndex() {
    return base + 1;
  }

  @Override
  public long lastIndex() {
    return log.size();
  }

  @Override
  public Entry entry(long index) {
    return log.get((int) index - 1);
  }

  @Override
  public long termAt(long index) {
    return index == 0 ? 0 : log.get((int) index - 1).term();
  }

  @Override
  public long snapshotIndex() {
    return snapshotIndex;
  }

  @Override
  public long match(int follower) {
    return matches.getOrDefault(follower, 0L);
  }

  @Override
  public Membership membership() {
    return membership;
  }

  @Override
  public long fingerprint() {
    return store.fingerprint();
  }

  @Override
  public Bytes value(String key) {
    return store.get(key).map(Value::bytes).orElse(null);
  }

  @Override
  public OptionalLong revision(String key) {
    Optional<Value> value = store.get(key);
    return value.isPresent() ? OptionalLong.of(value.get().revision()) : OptionalLong.empty();
  }

  @Override
  public String doing() {
    return "in term " + term;
  }
}
