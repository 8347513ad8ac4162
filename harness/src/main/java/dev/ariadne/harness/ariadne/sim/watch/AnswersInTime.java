package dev.ariadne.harness.ariadne.sim.watch;

import dev.ariadne.server.kv.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A node answers every request within the time limit. The answer may be that the outcome is
 * unknown.
 */
final class AnswersInTime {

  static final String NAME = "answers-in-time";

  /**
   * The number of beats by which an answer may be late. A tick may fall between two beats, and the
   * last one may still come.
   */
  static final int BEATS_OF_GRACE = 20;

  private record Asked(Request request, long deadlineNanos) {}

  private final ObservedBoot boot;
  private final long limitNanos;

  /** The requests that have no answer yet; looked up only. */
  private final Map<Request, Asked> open = new IdentityHashMap<>();

  private final Deque<Asked> byDeadline = new ArrayDeque<>();

  /** The number of beats that the oldest request has waited beyond its deadline. */
  private int beatsOverdue;

  AnswersInTime(ObservedBoot boot, long limitNanos) {
    this.boot = boot;
    this.limitNanos = limitNanos;
  }

  /** A request has come to the node. */
  void asked(Request request) {
    Asked asked = new Asked(request, boot.node.clock().nanos() + limitNanos);
    open.put(request, asked);
    byDeadline.add(asked);
  }

  /** The node has answered it. */
  void replied(Request request) {
    open.remove(request);
  }

  /** A beat of the node is over. */
  void beat(long nowNanos) {
    while (!byDeadline.isEmpty() && !open.containsKey(byDeadline.peek().request())) {
      byDeadline.poll();
      beatsOverdue = 0;
    }
    if (byDeadline.isEmpty() || byDeadline.peek().deadlineNanos() > nowNanos) {
      return;
    }
    beatsOverdue++;
    if (beatsOverdue == BEATS_OF_GRACE) {
      boot.complain(
          NAME,
          "node %d has not answered a request in time. The limit of %d ms passed %d ms ago. The"
                  .formatted(
                      boot.node.id(),
                      limitNanos / 1_000_000,
                      (nowNanos - byDeadline.peek().deadlineNanos()) / 1_000_000)
              + " request is "
              + byDeadline.peek().request()
              + ".");
    }
  }
}
