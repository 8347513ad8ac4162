package dev.ariadne.server.node;

import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Entry;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.wal.Snapshotter;
import dev.ariadne.server.wal.Wal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A node's snapshots: taken of its own state, sent to followers that fell behind, received from a
 * leader; and what may be deleted because of them.
 *
 * <p>The order that nothing may break: the snapshot is durable, then its marker in the log, and
 * only then goes what they replace.
 */
final class Snapshots {

  /** Who is told. */
  interface Owner {
    /** A snapshot of this node's own state is durable. */
    void taken(SnapshotMeta snapshot, long keepFrom);

    /** A leader's snapshot has arrived whole and is durable. */
    void received(Message.InstallSnapshot message);

    /** A transfer to a follower has ended. */
    void sent(int peer, boolean succeeded);

    void failed(Disk.Outcome.Failed failure);
  }

  /** A snapshot below this is taken by the number of entries alone. */
  static final long SMALL_BYTES_MAX = 8L << 20;

  /**
   * The most log that the size of a snapshot makes wait for the next one: it is in memory, and is
   * read and applied at a start.
   */
  static final long DISTANCE_BYTES_MAX = 64L << 20;

  private record Marked(long save, SnapshotMeta snapshot) {}

  private final ServerOptions options;
  private final Disk disk;
  private final Wal wal;
  private final Snapshotter snapshotter;
  private final Owner owner;
  private final Event.Sink events;
  private final SnapshotSender sender;
  private final SnapshotReceiver receiver;

  private SnapshotMeta newest;
  private boolean taking;

  /** Weight of what was applied since the newest snapshot was begun or installed. */
  private long bytesSinceTaken;

  private long takenCount;
  private long installedCount;
  private Optional<Marked> marked = Optional.empty();

  /** What a durable marker vouches for, while older snapshots have yet to be deleted. */
  private Optional<SnapshotMeta> replaced = Optional.empty();

  Snapshots(
      ServerOptions options,
      Disk disk,
      Transport transport,
      Wal wal,
      Snapshotter snapshotter,
      SnapshotMeta newest,
      Owner owner,
      Event.Sink events) {
    this.options = options;
    this.disk = disk;
    this.wal = wal;
    this.snapshotter = snapshotter;
    this.newest = newest;
    this.owner = owner;
    this.events = events;
    this.sender =
        new SnapshotSender(
            options.bounds().chunkBytesMax(),
            disk,
            transport,
            meta -> snapshotter.stored(meta.index()),
            owner::sent);
    this.receiver =
        new SnapshotReceiver(disk, transport, snapshotter, options.window(), owner, events);
  }

  /** The newest snapshot that the state stands on. */
  SnapshotMeta newest() {
    return newest;
  }

  /** How many were taken, and counted for something, since the start. */
  long takenCount() {
    return takenCount;
  }

  long installedCount() {
    return installedCount;
  }

  /**
   * How much log lies between two snapshots, at the least, beside the number of entries: as much as
   * the last snapshot holds, so that snapshots cost about as much to write as the log itself.
   *
   * @param snapshotBytes the size of the last snapshot's file
   * @return 0 for a small one: then the number of entries alone decides
   */
  static long distanceBytes(long snapshotBytes) {
    return snapshotBytes < SMALL_BYTES_MAX ? 0 : Math.min(snapshotBytes, DISTANCE_BYTES_MAX);
  }

  /** These entries have been applied. */
  void applied(List<Entry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      bytesSinceTaken += entries.get(i).weight();
    }
  }

  private boolean isDistant() {
    long last = snapshotter.stored(newest.index()).map(Snapshotter.Stored::bytes).orElse(0L);
    return bytesSinceTaken >= distanceBytes(last);
  }

  /** Takes one if enough has been applied since the last. */
  void considerTaking(Applier applier) {
    if (taking || applier.applied() - newest.index() < options.snapshotCount() || !isDistant()) {
      return;
    }
    bytesSinceTaken = 0;
    taking = true;
    SnapshotMeta meta = applier.position();
    // The capture costs nothing; a chunk of it is encoded in each turn, while the state moves on.
    runInTurn(snapshotter.save(meta, applier.store().capture().chunks()), () -> taken(meta));
  }

  void send(Message.InstallSnapshot install) {
    sender.start(install.to(), install.term(), install.snapshot());
  }

  void abandonSending() {
    sender.abandon();
  }

  void chunk(Frame.SnapshotChunk chunk, Status status) {
    receiver.chunk(chunk, status);
  }

  void ack(Frame.SnapshotAck ack, long term) {
    sender.acknowledged(ack.from().id(), term, ack);
  }

  void tick(long term) {
    sender.tick(term);
  }

  /** The state that a received snapshot holds, which raft has decided to install. */
  KvStore restored(SnapshotMeta snapshot) {
    KvStore store = receiver.take(snapshot);
    newest = snapshot;
    bytesSinceTaken = 0;
    installedCount++;
    events.accept(
        Event.of("snapshot-installed", "index", snapshot.index(), "term", snapshot.term()));
    return store;
  }

  /**
   * A save is about to be made durable; if it marks a snapshot, what that replaces may go after it.
   * The log vouches for the snapshot from then on, so it has to be there, checked whole.
   */
  void saving(Save save) {
    save.marker().ifPresent(m -> saving(save.number(), m));
  }

  private void saving(long save, Save.Marker marker) {
    if (marker instanceof Save.Marker.Installed(SnapshotMeta snapshot)) {
      Invariant.check(receiver.holds(snapshot), "%s is marked, and has not come", snapshot);
    }
    marked = Optional.of(new Marked(save, marker.snapshot()));
  }

  /** All saves up to this number are durable. */
  void persisted(long save) {
    if (marked.isEmpty() || marked.get().save() > save) {
      return;
    }
    SnapshotMeta snapshot = marked.get().snapshot();
    marked = Optional.empty();
    List<Disk.Step> segments = options.keepLog() ? List.of() : wal.purge(keepFrom(snapshot));
    run(
        segments,
        () ->
            segments.forEach(
                step -> {
                  if (step instanceof Disk.Step.Delete(String file)) {
                    events.accept(Event.of("segment-purged", "file", file));
                  }
                }));
    replaced = Optional.of(snapshot);
    purgeReplaced();
  }

  /**
   * Deletes the snapshots before the one that the log vouches for. Not while one is being taken: a
   * leader's may have overtaken it, and then it is to go itself, once it is there.
   */
  private void purgeReplaced() {
    if (replaced.isPresent() && !taking) {
      run(snapshotter.purge(replaced.get()), () -> {});
      replaced = Optional.empty();
    }
  }

  private void taken(SnapshotMeta meta) {
    taking = false;
    purgeReplaced();
    if (meta.index() <= newest.index()) {
      return; // A leader's, further on, was installed meanwhile.
    }
    newest = meta;
    takenCount++;
    events.accept(Event.of("snapshot-taken", "index", meta.index(), "term", meta.term()));
    owner.taken(meta, keepFrom(meta));
  }

  private long keepFrom(SnapshotMeta snapshot) {
    return Math.max(1, snapshot.index() - options.keepEntries() + 1);
  }

  /**
   * Runs one step at a time, and makes the next one only then: the log's batches get in between at
   * the disk, everything else on the loop.
   */
  private void runInTurn(Iterator<Disk.Step> steps, Runnable done) {
    Invariant.check(steps.hasNext(), "%s: nothing to do", "snapshot");
    run(
        List.of(steps.next()),
        () -> {
          if (steps.hasNext()) {
            runInTurn(steps, done);
          } else {
            done.run();
          }
        });
  }

  private void run(List<Disk.Step> steps, Runnable done) {
    if (steps.isEmpty()) {
      return;
    }
    disk.submit(
        steps,
        outcome -> {
          switch (outcome) {
            case Disk.Outcome.Done() -> done.run();
            case Disk.Outcome.Failed failure -> owner.failed(failure);
          }
        });
  }
}
