package dev.ariadne.server.node;

import dev.ariadne.server.base.Invariant;
import dev.ariadne.server.codec.MalformedException;
import dev.ariadne.server.kv.KvStore;
import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.raft.Status;
import dev.ariadne.server.wal.Loaded;
import dev.ariadne.server.wal.Snapshotter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Receives one snapshot at a time, chunk by chunk into a file. Raft hears of it only when the file
 * is whole, its checksums fit, its body is a state as of its index, and it is durable; that state
 * is kept in memory until raft has decided about it.
 */
final class SnapshotReceiver {

  private static final class Transfer {
    final Frame.SnapshotChunk first;
    final Snapshotter.Receiving file;

    Transfer(Frame.SnapshotChunk first, Snapshotter.Receiving file) {
      this.first = first;
      this.file = file;
    }

    boolean continuedBy(Frame.SnapshotChunk chunk) {
      return first.from().equals(chunk.from())
          && first.snapshot().equals(chunk.snapshot())
          && first.size() == chunk.size();
    }
  }

  private final Disk disk;
  private final Transport transport;
  private final Snapshotter snapshotter;
  private final long window;
  private final Snapshots.Owner owner;
  private final Event.Sink events;

  private Optional<Transfer> transfer = Optional.empty();
  private boolean busy;

  /** Received and not yet installed, by snapshot. Raft passes over most that it does not want. */
  private final SortedMap<SnapshotMeta, KvStore> whole =
      new TreeMap<>(
          Comparator.comparingLong(SnapshotMeta::index)
              .thenComparingLong(SnapshotMeta::term)
              .thenComparing(snapshot -> snapshot.membership().toString()));

  SnapshotReceiver(
      Disk disk,
      Transport transport,
      Snapshotter snapshotter,
      long window,
      Snapshots.Owner owner,
      Event.Sink events) {
    this.disk = disk;
    this.transport = transport;
    this.snapshotter = snapshotter;
    this.window = window;
    this.owner = owner;
    this.events = events;
  }

  void chunk(Frame.SnapshotChunk chunk, Status status) {
    whole.keySet().removeIf(snapshot -> snapshot.index() <= status.applied());
    if (chunk.term() < status.term() && chunk.snapshot().index() > status.commit()) {
      // Its sender no longer leads, and learns so from an answer in the present term.
      owner.received(FrameCheck.installs(chunk));
      return;
    }
    if (chunk.snapshot().index() <= status.commit()) {
      acknowledge(chunk, chunk.size());
      owner.received(FrameCheck.installs(chunk));
      return;
    }
    if (busy) {
      return; // It is sent again.
    }
    if (transfer.isEmpty() || !transfer.get().continuedBy(chunk)) {
      if (chunk.offset() != 0) {
        acknowledge(chunk, 0);
        return;
      }
      begin(chunk);
      return;
    }
    Transfer running = transfer.get();
    if (chunk.offset() != running.file.expected()) {
      acknowledge(chunk, running.file.expected());
      return;
    }
    write(running, chunk, List.of());
  }

  /** Whether this very snapshot has arrived, and is sound. */
  boolean holds(SnapshotMeta snapshot) {
    return whole.containsKey(snapshot);
  }

  /** Gives out the state of a received snapshot that raft wants installed. */
  KvStore take(SnapshotMeta snapshot) {
    KvStore state = whole.remove(snapshot);
    Invariant.check(
        state != null, "snapshot %s is to be installed, only %s came", snapshot, whole.keySet());
    whole.headMap(snapshot).clear();
    return state;
  }

  private void begin(Frame.SnapshotChunk chunk) {
    List<Disk.Step> before = transfer.map(former -> former.file.abandon()).orElse(List.of());
    Transfer fresh =
        new Transfer(chunk, snapshotter.receive(chunk.snapshot().index(), chunk.snapshot().term()));
    transfer = Optional.of(fresh);
    write(fresh, chunk, before);
  }

  private void write(Transfer running, Frame.SnapshotChunk chunk, List<Disk.Step> before) {
    List<Disk.Step> steps = new ArrayList<>(before);
    try {
      steps.addAll(running.file.part(chunk.offset(), chunk.bytes()));
    } catch (MalformedException e) {
      refuse(running, chunk, e);
      return;
    }
    submit(
        steps,
        () -> {
          if (running.file.expected() == chunk.size()) {
            finish(running, chunk);
          } else {
            acknowledge(chunk, running.file.expected());
          }
        });
  }

  private void finish(Transfer running, Frame.SnapshotChunk last) {
    try {
      Loaded loaded = running.file.loaded();
      if (!loaded.meta().equals(last.snapshot())) {
        throw new MalformedException("it is of " + loaded.meta() + ", not of " + last.snapshot());
      }
      KvStore state = KvStore.restore(window, loaded.meta().index(), loaded.body());
      submit(
          running.file.finish(),
          () -> {
            transfer = Optional.empty();
            whole.put(last.snapshot(), state);
            acknowledge(last, last.size());
            owner.received(FrameCheck.installs(last));
          });
    } catch (MalformedException e) {
      refuse(running, last, e);
    }
  }

  private void refuse(Transfer running, Frame.SnapshotChunk chunk, MalformedException why) {
    transfer = Optional.empty();
    events.accept(
        Event.of(
            "snapshot-refused",
            "index",
            chunk.snapshot().index(),
            "from",
            chunk.from().id(),
            "why",
            why.getMessage()));
    acknowledge(chunk, -1);
    submit(running.file.abandon(), () -> {});
  }

  private void submit(List<Disk.Step> steps, Runnable done) {
    if (steps.isEmpty()) {
      done.run();
      return;
    }
    busy = true;
    disk.submit(
        steps,
        outcome -> {
          busy = false;
          switch (outcome) {
            case Disk.Outcome.Done() -> done.run();
            case Disk.Outcome.Failed failure -> owner.failed(failure);
          }
        });
  }

  private void acknowledge(Frame.SnapshotChunk chunk, long received) {
    transport.sendAck(chunk.from().id(), chunk.snapshot().index(), received);
  }
}
