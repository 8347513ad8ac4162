package dev.ariadne.server.node;

import dev.ariadne.server.raft.MessageCheck;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Frames that were not let in: each is counted by its reason, and each sender of such a frame is
 * logged once for each reason.
 *
 * <p>Two kinds of event. {@code frame-refused}: a frame that is not for this node, or not from a
 * member; there are good reasons for such frames, as a former life of a disk. {@code
 * protocol-violation}: a frame that no server sends that works as it should.
 */
final class Refusals {

  /**
   * How many senders are logged by themselves for one reason. Of the frames of all others only the
   * 1st, 2nd, 4th, 8th … of the reason are logged, so that neither the memory for them nor the log
   * grows with what somebody makes up.
   */
  static final int SENDERS_MAX = 128;

  private static final String REFUSED = "frame-refused";
  private static final String VIOLATION = "protocol-violation";

  private final Event.Sink events;
  private final Map<String, Long> counts = new TreeMap<>();

  /** By reason: the senders that have been logged. Looked up only. */
  private final Map<String, Set<Object>> logged = new TreeMap<>();

  Refusals(Event.Sink events) {
    this.events = events;
  }

  /** How many by reason, since the start. */
  Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /**
   * Counts a frame that is not for this node or not from a member.
   *
   * @param from who sent it, as far as that is known
   */
  void add(String reason, Object from) {
    add(REFUSED, reason, from, "");
  }

  /**
   * Counts a frame that no sound server sends.
   *
   * @param what says what is wrong with it
   */
  void violation(String reason, Object from, String what) {
    add(VIOLATION, reason, from, what);
  }

  /** Counts a message that {@link MessageCheck} refuses. */
  void violation(MessageCheck.Result.Refused refused, int from) {
    violation(refused.violation().reason(), from, refused.detail());
  }

  /** Counts a message that {@link MessageCheck} lets in as evidence alone. */
  void violation(MessageCheck.Result.Suspicious suspicious, int from) {
    violation(suspicious.violation().reason(), from, suspicious.detail());
  }

  private void add(String kind, String reason, Object from, String what) {
    long count = counts.merge(reason, 1L, Long::sum);
    Set<Object> senders = logged.computeIfAbsent(reason, r -> new HashSet<>());
    boolean isTold =
        senders.size() < SENDERS_MAX
            ? senders.add(from)
            : !senders.contains(from) && Long.bitCount(count) == 1;
    if (isTold) {
      events.accept(
          what.isEmpty()
              ? Event.of(kind, "reason", reason, "from", from, "count", count)
              : Event.of(kind, "reason", reason, "from", from, "count", count, "what", what));
    }
  }
}
