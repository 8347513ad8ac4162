package dev.ariadne.server.raft;

import java.util.ArrayList;
import java.util.List;

/** What waits for the next {@link Ready} to leave. */
final class Outbox {

  private final List<Message> now = new ArrayList<>();
  private final List<Message> afterSave = new ArrayList<>();
  private final List<ReadState> reads = new ArrayList<>();

  /** For what promises nothing that is not durable. */
  void now(Message message) {
    now.add(message);
  }

  /** For what is true once everything up to the next save is durable. */
  void afterSave(Message message) {
    afterSave.add(message);
  }

  void read(ReadState read) {
    reads.add(read);
  }

  /**
   * The term has risen. What was to be said in the old one must not be said any more: the save that
   * an acknowledgement waits for may by then carry other entries, or no such vote.
   */
  void forgetMessages() {
    now.clear();
    afterSave.clear();
  }

  boolean isEmpty() {
    return now.isEmpty() && afterSave.isEmpty() && reads.isEmpty();
  }

  List<Message> drainNow() {
    return drain(now);
  }

  List<Message> drainAfterSave() {
    return drain(afterSave);
  }

  List<ReadState> drainReads() {
    return drain(reads);
  }

  private static <T> List<T> drain(List<T> list) {
    if (list.isEmpty()) {
      return List.of();
    }
    List<T> drained = List.copyOf(list);
    list.clear();
    return drained;
  }
}
