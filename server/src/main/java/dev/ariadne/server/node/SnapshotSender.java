package dev.ariadne.server.node;

import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.SnapshotMeta;
import dev.ariadne.server.wal.Snapshotter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Sends snapshot files to followers that lack what the log no longer holds: one transfer a
 * follower, one chunk at a time, each acknowledged. A chunk that gets no answer is sent again a few
 * times; then the transfer has failed and raft decides anew.
 */
final class SnapshotSender {

  private static final int TICKS_BEFORE_RESEND = 10;
  private static final int RESENDS_MAX = 5;

  private static final class Transfer {
    final SnapshotMeta snapshot;
    final Snapshotter.Stored file;
    long offset;
    int ticksSinceSent;
    int resends;

    Transfer(SnapshotMeta snapshot, Snapshotter.Stored file) {
      this.snapshot = snapshot;
      this.file = file;
    }
  }

  private final int chunkBytesMax;
  private final Disk disk;
  private final Transport transport;
  private final Function<SnapshotMeta, Optional<Snapshotter.Stored>> files;
  private final BiConsumer<Integer, Boolean> ended;
  private final Map<Integer, Transfer> transfers = new TreeMap<>();

  /**
   * @param chunkBytesMax how much is sent at a time
   * @param ended told the follower and whether its transfer succeeded
   */
  SnapshotSender(
      int chunkBytesMax,
      Disk disk,
      Transport transport,
      Function<SnapshotMeta, Optional<Snapshotter.Stored>> files,
      BiConsumer<Integer, Boolean> ended) {
    this.chunkBytesMax = chunkBytesMax;
    this.disk = disk;
    this.transport = transport;
    this.files = files;
    this.ended = ended;
  }

  /** Begins a transfer, unless the same one is under way. */
  void start(int to, long term, SnapshotMeta snapshot) {
    Transfer running = transfers.get(to);
    if (running != null && running.snapshot.index() == snapshot.index()) {
      return;
    }
    Optional<Snapshotter.Stored> file = files.apply(snapshot);
    if (file.isEmpty()) {
      end(to, false); // A newer one has replaced it: raft asks for that.
      return;
    }
    Transfer transfer = new Transfer(snapshot, file.get());
    transfers.put(to, transfer);
    sendNext(to, term, transfer);
  }

  void acknowledged(int from, long term, Frame.SnapshotAck ack) {
    Transfer transfer = transfers.get(from);
    if (transfer == null || transfer.snapshot.index() != ack.index()) {
      return;
    }
    if (ack.received() < 0 || ack.received() > transfer.file.bytes()) {
      end(from, false);
    } else if (ack.received() == transfer.file.bytes()) {
      end(from, true);
    } else if (ack.received() != transfer.offset) {
      // Back as well as forth: a receiver that was restarted begins anew.
      transfer.offset = ack.received();
      transfer.resends = 0;
      sendNext(from, term, transfer);
    }
  }

  void tick(long term) {
    for (Map.Entry<Integer, Transfer> entry : new TreeMap<>(transfers).entrySet()) {
      Transfer transfer = entry.getValue();
      if (++transfer.ticksSinceSent < TICKS_BEFORE_RESEND) {
        continue;
      }
      if (++transfer.resends > RESENDS_MAX) {
        end(entry.getKey(), false);
      } else {
        sendNext(entry.getKey(), term, transfer);
      }
    }
  }

  /** Forgets all transfers: this node leads no longer. */
  void abandon() {
    transfers.clear();
  }

  private void sendNext(int to, long term, Transfer transfer) {
    transfer.ticksSinceSent = 0;
    long offset = transfer.offset;
    disk.fetch(
        transfer.file.file(),
        offset,
        chunkBytesMax,
        fetched -> {
          if (transfers.get(to) != transfer || transfer.offset != offset) {
            return; // It has ended, or gone on, in the meantime.
          }
          switch (fetched) {
            case Disk.Fetched.Content(var bytes) ->
                transport.sendChunk(
                    to, term, transfer.snapshot, transfer.file.bytes(), offset, bytes);
            case Disk.Fetched.Failed failure -> end(to, false); // Purged: a newer one is there.
          }
        });
  }

  private void end(int to, boolean succeeded) {
    transfers.remove(to);
    ended.accept(to, succeeded);
  }
}
