package dev.ariadne.harness.ariadne.sim;

import dev.ariadne.harness.run.EventTrace;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A run as one number: everything that happened, hashed in order. Two runs with the same number did
 * the same. Only numbers go in; no text is made for it.
 */
public final class TraceHash implements EventTrace {

  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private long hash = 0x2545f4914f6cdd1dL;
  private long events;

  /** The hash after each event; null unless it is kept to be compared. */
  private long[] kept;

  /** The time and the tag of each event, likewise. */
  private long[] times;

  private int[] tags;

  /** Keeps what is needed to compare two runs: twenty bytes for each event. */
  public void keep() {
    kept = new long[1 << 12];
    times = new long[1 << 12];
    tags = new int[1 << 12];
  }

  public void add(long number) {
    long mixed = (hash ^ number) * GOLDEN_RATIO;
    hash = mixed ^ (mixed >>> 29);
  }

  /** An event has begun. */
  void begun(long time, int tag) {
    add(time);
    add(tag);
    if (kept != null) {
      if (events == kept.length) {
        kept = Arrays.copyOf(kept, kept.length * 2);
        times = Arrays.copyOf(times, kept.length);
        tags = Arrays.copyOf(tags, kept.length);
      }
      times[(int) events] = time;
      tags[(int) events] = tag;
    }
  }

  /** The event has ended. */
  void ended() {
    if (kept != null) {
      kept[(int) events] = hash;
    }
    events++;
  }

  /** An event in words, if what is needed was kept. */
  public String words(long event) {
    if (kept == null || event >= events) {
      return "nothing";
    }
    int tag = tags[(int) event];
    return String.format(
        Locale.ROOT,
        "%s at node %d, at %d ns, hash %016x after it",
        EventQueue.Kind.values()[tag >>> 16],
        tag & 0xffff,
        times[(int) event],
        kept[(int) event]);
  }

  public long hash() {
    return hash;
  }

  public long events() {
    return events;
  }

  @Override
  public Optional<String> difference(EventTrace run) {
    if (!(run instanceof TraceHash other) || kept == null || other.kept == null) {
      return Optional.empty();
    }
    long event = firstDifference(other);
    return event < 0
        ? Optional.empty()
        : Optional.of("event " + event + " was " + words(event) + ", then " + other.words(event));
  }

  /** Number of the first event after which the two differ, from 0; -1 if there is none. */
  public long firstDifference(TraceHash other) {
    long common = Math.min(events, other.events);
    for (int i = 0; i < common; i++) {
      if (kept[i] != other.kept[i]) {
        return i;
      }
    }
    return events == other.events ? -1 : common;
  }
}
