package dev.ariadne.server.node;

import dev.ariadne.server.port.Disk;
import dev.ariadne.server.raft.Message;
import dev.ariadne.server.raft.Save;
import dev.ariadne.server.wal.Wal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Makes saves durable, one batch at a time: what arrives while a batch is being synced is the next
 * batch. Keeps the messages that promise something until what they promise is on disk.
 */
final class Saver {

  private record Held(long waitFor, Message message) {}

  private final Disk disk;
  private final Wal wal;
  private final Consumer<Message> send;
  private final LongConsumer persisted;
  private final Consumer<Disk.Outcome.Failed> failed;

  private final List<Save> pending = new ArrayList<>();
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final LongSupplier nanos;
  private final Histogram latency = new Histogram();
  private boolean busy;

  /** Number of the last save that is durable; 0 at the start of a boot. */
  private long durable;

  /**
   * @param persisted told the number of the last save of a batch once it is durable, after the
   *     messages that waited for it were sent
   * @param nanos the time
   */
  Saver(
      Disk disk,
      Wal wal,
      Consumer<Message> send,
      LongConsumer persisted,
      Consumer<Disk.Outcome.Failed> failed,
      LongSupplier nanos) {
    this.disk = disk;
    this.wal = wal;
    this.send = send;
    this.persisted = persisted;
    this.failed = failed;
    this.nanos = nanos;
  }

  /** How long the batches took, from being handed to the disk until they were durable. */
  Histogram latency() {
    return latency;
  }

  /** Saves that wait for the batch under way. */
  int pendingCount() {
    return pending.size();
  }

  void add(Save save) {
    pending.add(save);
  }

  /** Sends the messages once this save and all before it are durable, at once if they are. */
  void sendAfter(long waitFor, List<Message> messages) {
    for (Message message : messages) {
      if (held.isEmpty() && waitFor <= durable) {
        send.accept(message);
      } else {
        held.add(new Held(waitFor, message));
      }
    }
  }

  /** Begins the next batch unless one is under way. */
  void flush() {
    if (busy || pending.isEmpty()) {
      return;
    }
    busy = true;
    List<Save> batch = List.copyOf(pending);
    pending.clear();
    long last = batch.getLast().number();
    long begunNanos = nanos.getAsLong();
    disk.submit(
        wal.append(batch),
        outcome -> {
          switch (outcome) {
            case Disk.Outcome.Done() -> {
              latency.add(nanos.getAsLong() - begunNanos);
              done(last, batch.getLast().hardState().term());
            }
            case Disk.Outcome.Failed failure -> failed.accept(failure);
          }
        });
  }

  /** Runs steps that touch the log's own files, after the batch under way. */
  void maintain(List<Disk.Step> steps, Runnable done) {
    disk.submit(
        steps,
        outcome -> {
          switch (outcome) {
            case Disk.Outcome.Done() -> done.run();
            case Disk.Outcome.Failed failure -> failed.accept(failure);
          }
        });
  }

  private void done(long last, long term) {
    busy = false;
    durable = last;
    wal.completed();
    while (!held.isEmpty() && held.peek().waitFor() <= durable) {
      Message message = held.remove().message();
      // A promise made in a term that is over binds nobody and helps nobody.
      if (message.term() >= term) {
        send.accept(message);
      }
    }
    persisted.accept(last);
  }
}
