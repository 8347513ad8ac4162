package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.interpreter.VirtualClock;
import java.util.Arrays;

/**
 * The events of a simulation that are still to come, in the order of (time, sequence). A binary
 * heap in arrays, since every event of a run goes through it.
 */
public final class EventQueue implements VirtualClock {

  /** The kind of an event, for the trace. */
  public enum Kind {
    START,
    TIMER,
    DISK,
    FRAME,
    CLIENT,
    FAULT,
    HELD
  }

  /** Called after each event. */
  @FunctionalInterface
  interface Watcher {
    void happened();
  }

  private final TraceHash trace;
  private Watcher watcher = () -> {};

  private long[] times = new long[256];
  private long[] sequences = new long[256];
  private int[] tags = new int[256];
  private Runnable[] bodies = new Runnable[256];
  private int size;

  private long now;
  private long nextSequence;
  private int concerned;

  EventQueue(TraceHash trace) {
    this.trace = trace;
  }

  void watch(Watcher by) {
    watcher = by;
  }

  @Override
  public long now() {
    return now;
  }

  /** Id of the node that the event under way concerns, 0 for none. */
  int concerned() {
    return concerned;
  }

  /**
   * Runs something later, never within this call.
   *
   * @param nanos from now, at least 0
   * @param node whom it concerns, 0 for nobody
   */
  public void after(long nanos, Kind kind, int node, Runnable body) {
    at(now + nanos, kind, node, body);
  }

  /** Adds an event at a time, which is not before now. */
  public void at(long time, Kind kind, int node, Runnable body) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      sequences = Arrays.copyOf(sequences, size * 2);
      tags = Arrays.copyOf(tags, size * 2);
      bodies = Arrays.copyOf(bodies, size * 2);
    }
    long sequence = nextSequence++;
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (times[parent] <= time) {
        break; // Whatever is there already has the lower sequence.
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, time, sequence, kind.ordinal() << 16 | node, body);
  }

  @Override
  public boolean advance(long until) {
    if (size == 0 || times[0] > until) {
      now = until == Long.MAX_VALUE ? now : Math.max(now, until);
      return false;
    }
    now = times[0];
    trace.begun(now, tags[0]);
    concerned = tags[0] & 0xffff;
    Runnable body = bodies[0];
    removeFirst();
    body.run();
    trace.ended();
    watcher.happened();
    return true;
  }

  private void removeFirst() {
    int last = --size;
    long time = times[last];
    long sequence = sequences[last];
    int tag = tags[last];
    Runnable body = bodies[last];
    bodies[last] = null;
    if (last == 0) {
      return;
    }
    int hole = 0;
    int half = last >>> 1;
    while (hole < half) {
      int child = 2 * hole + 1;
      if (child + 1 < last && before(child + 1, child)) {
        child++;
      }
      if (time < times[child] || time == times[child] && sequence < sequences[child]) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, time, sequence, tag, body);
  }

  private boolean before(int one, int other) {
    return times[one] < times[other]
        || times[one] == times[other] && sequences[one] < sequences[other];
  }

  private void move(int from, int to) {
    put(to, times[from], sequences[from], tags[from], bodies[from]);
  }

  private void put(int at, long time, long sequence, int tag, Runnable body) {
    times[at] = time;
    sequences[at] = sequence;
    tags[at] = tag;
    bodies[at] = body;
  }
}
