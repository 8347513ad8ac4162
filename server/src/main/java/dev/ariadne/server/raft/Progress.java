package dev.ariadne.server.raft;

import dev.ariadne.server.base.Invariant;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * How far a leader knows one follower to be (figure 2), and how it sends to it:
 *
 * <ul>
 *   <li>PROBE: where the logs agree is not known. One append at a time.
 *   <li>REPLICATE: they agree. Appends follow each other without waiting.
 *   <li>SNAPSHOT: what the follower lacks is no longer in the log. Nothing but heartbeats, until
 *       the snapshot is there, is lost, or has been silent for too long.
 * </ul>
 */
final class Progress {

  private final int peer;
  private final int inflightMax;
  private Status.ProgressState state = Status.ProgressState.PROBE;

  /** Highest index known to be durable at the follower; from 0, never falls. */
  private long match;

  /** The next index to be sent; match < next. */
  private long next;

  /** PROBE: an append is under way. */
  private boolean probing;

  /**
   * REPLICATE: something is to be sent even if there is nothing new or no room, to learn of a loss.
   */
  private boolean nudged;

  /** REPLICATE: the last index of each append under way, ascending. */
  private final ArrayDeque<Long> inflight = new ArrayDeque<>();

  /** The highest commit that the follower has been told of; a loss is mended by heartbeats. */
  private long commitTold;

  /** SNAPSHOT: its index, and ticks since the last sign that it is under way. */
  private long snapshotIndex;

  private int snapshotTicks;

  /** Whether it has answered since the quorum was last checked. */
  private boolean active = true;

  /** What the follower has reported of its log, and where the leader's log ended then. */
  private Optional<LogFault> fault = Optional.empty();

  private long lastIndexAtFault;

  Progress(int peer, long next, int inflightMax) {
    this.peer = peer;
    this.next = next;
    this.inflightMax = inflightMax;
  }

  int peer() {
    return peer;
  }

  Status.ProgressState state() {
    return state;
  }

  /** Up to where it has acknowledged, whether that counts or not. */
  long acknowledged() {
    return match;
  }

  /** Up to where it counts as a holder of this log: not at all with a fault. */
  long match() {
    return fault.isPresent() ? 0 : match;
  }

  long next() {
    return next;
  }

  Status.Follower status() {
    return new Status.Follower(peer, state, match, next, inflight.size(), fault);
  }

  Optional<LogFault> fault() {
    return fault;
  }

  /** Its log is not what it was: what it has acknowledged counts no longer. */
  void faulty(LogFault reported, long lastIndex) {
    fault = Optional.of(reported);
    lastIndexAtFault = lastIndex;
  }

  void answered() {
    active = true;
  }

  /** Whether it answered since this was last asked. */
  boolean takeActive() {
    boolean was = active;
    active = false;
    return was;
  }

  /** Whether an append with or without entries may leave. */
  boolean maySend(long lastIndex, long commit) {
    return switch (state) {
      case PROBE -> !probing;
      case REPLICATE ->
          nudged || hasRoom() && (next <= lastIndex || commitTold < Math.min(commit, next - 1));
      case SNAPSHOT -> false;
    };
  }

  /** Whether that append may carry entries. */
  boolean hasRoom() {
    return inflight.size() < inflightMax;
  }

  /**
   * An append leaves whose last index is {@code last}, which is {@code next - 1} if it is empty.
   */
  void sent(long last, long commit) {
    commitTold = Math.max(commitTold, Math.min(commit, last));
    nudged = false;
    switch (state) {
      case PROBE -> probing = true;
      case REPLICATE -> {
        if (last >= next) {
          inflight.add(last);
          next = last + 1;
        }
      }
      case SNAPSHOT -> Invariant.check(false, "an append for %d during its snapshot", peer);
    }
  }

  void snapshotLeaves(long index) {
    become(Status.ProgressState.SNAPSHOT);
    snapshotIndex = index;
    snapshotTicks = 0;
  }

  /** Returns whether this moved the match. */
  boolean accepted(long index, RaftLog log) {
    Invariant.check(
        index <= log.lastIndex(), "match %d is beyond the last index %d", index, log.lastIndex());
    if (index > lastIndexAtFault) {
      fault = Optional.empty(); // acknowledged after the report: the right disk is back
    }
    boolean moved = index > match;
    match = Math.max(match, index);
    next = Math.max(next, match + 1);
    switch (state) {
      case PROBE -> {
        if (index == match) {
          replicate();
        }
      }
      case REPLICATE -> {
        while (!inflight.isEmpty() && inflight.peek() <= match) {
          inflight.remove();
        }
      }
      case SNAPSHOT -> {
        if (match >= snapshotIndex || log.knows(match)) {
          replicate();
        }
      }
    }
    return moved;
  }

  /** An append that followed {@code rejected} found a gap or a conflict there. */
  void rejected(long rejected, long agreesAtMost) {
    switch (state) {
      case PROBE -> {
        if (rejected == next - 1) { // else it answers an older append
          next = Math.max(match + 1, Math.min(rejected, agreesAtMost + 1));
          probing = false;
        }
      }
      case REPLICATE -> {
        if (rejected > match) {
          probe();
        }
      }
      case SNAPSHOT -> {}
    }
  }

  /** It is there, so what was under way to it may be lost rather than slow. */
  void heartbeatAnswered(long lastIndex) {
    switch (state) {
      case PROBE -> probing = false;
      case REPLICATE -> nudged = match < lastIndex;
      case SNAPSHOT -> {}
    }
  }

  void unreachable() {
    if (state == Status.ProgressState.REPLICATE) {
      probe();
    }
  }

  void snapshotSent(boolean ok) {
    if (state == Status.ProgressState.SNAPSHOT) {
      if (ok) {
        snapshotTicks = 0;
      } else {
        probe();
        probing = true; // until the next sign of life
      }
    }
  }

  void tick(int snapshotTicksMax) {
    if (state == Status.ProgressState.SNAPSHOT) {
      snapshotTicks++;
      if (snapshotTicks >= snapshotTicksMax) {
        probe();
      }
    }
  }

  private void probe() {
    become(Status.ProgressState.PROBE);
    next = match + 1;
  }

  private void replicate() {
    become(Status.ProgressState.REPLICATE);
    next = match + 1;
    commitTold = Math.min(commitTold, match);
  }

  private void become(Status.ProgressState other) {
    state = other;
    probing = false;
    nudged = false;
    inflight.clear();
  }
}
