package dev.ariadne.checker.engine;

import java.util.Arrays;

/**
 * Finds contradictions between the spans of time in which certain values certainly were there: for
 * searches that have become long. In nearly linear time; what it does not find may still be one.
 *
 * <p>Let r need a value, and let w alone of all that bring it about be possible: called before r
 * ended, and its value not certainly replaced when r was called (see {@link Replaced}). Then w
 * happened, and before r; so w had happened when r ended, and r had not when w was called. From w's
 * end to r's call, and to those of all others who can have seen w's value alone, the value is
 * there: a span. Spans of two values do not overlap, and whoever shows or needs another value
 * happens before a span or behind it. So intervals shrink, and with shorter ones more can be said;
 * until one is empty, or nobody is left who can have written what was seen.
 */
final class Spans {

  /** Mostly nothing changes any more after three. */
  private static final int ROUNDS_MAX = 16;

  /** About so many bytes it takes for each operation. */
  private static final long ITEM_BYTES = 100;

  private static final int NOBODY = Replacers.NOBODY;

  /** Nobody wrote it: it was there in the beginning. */
  private static final int INITIALLY = -2;

  private static final int SEVERAL = -3;

  private final Admitted admitted;
  private final int size;
  private final int[] call;
  private final int[] ret;
  private final boolean[] required;

  /** By writer: the latest call of those who certainly see its value; and of the initial value. */
  private final int[] seenSince;

  private int initialSeenSince;
  private boolean changed;

  // Anew in each round, by call.
  private final long[] byCall;
  private final Replacers replacers;

  /** Who brings about value v, by call: from {@code makerAt[v]} to {@code makerAt[v + 1]}. */
  private final int[] makers;

  private final int[] makerAt;
  private final int[] makerCall;

  // By place in makers, of the beginning and all up to there that bring about the same value:
  // whose may last longest, until when, and until when that of any other.
  private final int[] lasting;
  private final int[] until;
  private final int[] untilOfOthers;

  private Spans(Admitted admitted) {
    this.admitted = admitted;
    size = admitted.size;
    call = Arrays.copyOf(admitted.call, size);
    ret = Arrays.copyOf(admitted.ret, size);
    required = Arrays.copyOf(admitted.required, size);
    makerAt = new int[admitted.values().size() + 1];
    int making = 0;
    for (int o = 0; o < size; o++) {
      if (admitted.makes(o)) {
        makerAt[admitted.gift(o) + 1]++;
        making++;
      }
    }
    for (int value = 1; value < makerAt.length; value++) {
      makerAt[value] += makerAt[value - 1];
    }
    makers = new int[making];
    seenSince = new int[size];
    Arrays.fill(seenSince, NOBODY);
    initialSeenSince = NOBODY;
    byCall = new long[size];
    replacers = new Replacers(admitted, ret, required);
    makerCall = new int[making];
    lasting = new int[making];
    until = new int[making];
    untilOfOthers = new int[making];
  }

  /** Whether there certainly is a contradiction; false if it would cost too much to say. */
  static boolean contradict(Admitted admitted, Meter meter) {
    long steps = (long) ROUNDS_MAX * admitted.size;
    if (!admitted.plain || !meter.affords(steps, ITEM_BYTES * admitted.size)) {
      return false;
    }
    meter.took(steps);
    return new Spans(admitted).contradict();
  }

  private boolean contradict() {
    changed = true;
    for (int round = 0; changed && round < ROUNDS_MAX; round++) {
      changed = false;
      index();
      if (!assign() || !cut()) {
        return true;
      }
    }
    return false;
  }

  /** The order of calls, and by when whoever brought about a value has been replaced. */
  private void index() {
    for (int o = 0; o < size; o++) {
      byCall[o] = (long) call[o] << 32 | o;
    }
    NearlySorted.sort(byCall, size);
    for (int i = size - 1; i >= 0; i--) {
      replacers.put(i, (int) byCall[i]);
    }
    int[] next = Arrays.copyOf(makerAt, makerAt.length - 1);
    for (long each : byCall) {
      int o = (int) each;
      if (admitted.makes(o)) {
        int value = admitted.gift(o);
        int at = next[value]++;
        makers[at] = o;
        makerCall[at] = call[o];
        boolean alone = at == makerAt[value];
        lasting[at] = alone ? INITIALLY : lasting[at - 1];
        until[at] = alone ? initialUntil(value) : until[at - 1];
        untilOfOthers[at] = alone ? NOBODY : untilOfOthers[at - 1];
        int now = replacers.until(calledFrom(ret[o]), value);
        if (now > until[at]) {
          untilOfOthers[at] = until[at];
          until[at] = now;
          lasting[at] = o;
        } else {
          untilOfOthers[at] = Math.max(untilOfOthers[at], now);
        }
      }
    }
  }

  private int initialUntil(int value) {
    return value == Admitted.INITIAL ? replacers.until(0, value) : NOBODY;
  }

  /** The place in the order of calls of the first that was called at a position or later. */
  private int calledFrom(int position) {
    int found = Arrays.binarySearch(byCall, (long) position << 32);
    return found < 0 ? ~found : found;
  }

  /** Finds out who alone can have written what was seen; false if nobody can. */
  private boolean assign() {
    for (int reader = 0; reader < size; reader++) {
      if (!required[reader] || !admitted.needs(reader)) {
        continue;
      }
      int writer = writer(reader);
      if (writer == NOBODY) {
        return false;
      }
      if (writer == INITIALLY) {
        initialSeenSince = Math.max(initialSeenSince, call[reader]);
      } else if (writer != SEVERAL) {
        changed |= !required[writer];
        required[writer] = true;
        raise(reader, call[writer]);
        lower(writer, ret[reader]);
        seenSince[writer] = Math.max(seenSince[writer], call[reader]);
      }
    }
    return true;
  }

  private int writer(int reader) {
    int value = admitted.need(reader);
    int from = makerAt[value];
    int called = Arrays.binarySearch(makerCall, from, makerAt[value + 1], ret[reader]);
    int at = (called < 0 ? ~called : called) - 1;
    if (at < from) {
      return initialUntil(value) > call[reader] ? INITIALLY : NOBODY;
    }
    if (until[at] <= call[reader]) {
      return NOBODY;
    }
    return untilOfOthers[at] > call[reader] ? SEVERAL : lasting[at];
  }

  private void raise(int o, int to) {
    if (call[o] < to) {
      call[o] = to;
      changed = true;
    }
  }

  private void lower(int o, int to) {
    if (ret[o] > to) {
      ret[o] = to;
      changed = true;
    }
  }

  /**
   * Cuts intervals that begin or end within a span; false if two spans overlap, or one is empty.
   */
  private boolean cut() {
    long[] spans = new long[size + 1];
    int count = 0;
    if (initialSeenSince != NOBODY) {
      spans[count++] = -1L << 32 | size;
    }
    for (int w = 0; w < size; w++) {
      if (ret[w] < seenSince[w]) {
        spans[count++] = (long) ret[w] << 32 | w;
      }
    }
    Arrays.sort(spans, 0, count);
    int[] from = new int[count];
    int[] to = new int[count];
    int[] value = new int[count];
    int last = -1;
    for (int i = 0; i < count; i++) {
      int start = (int) (spans[i] >> 32);
      int writer = (int) spans[i];
      int end = writer == size ? initialSeenSince : seenSince[writer];
      int of = writer == size ? Admitted.INITIAL : admitted.gift(writer);
      if (last >= 0 && start < to[last]) {
        if (of != value[last]) {
          return false;
        }
        to[last] = Math.max(to[last], end);
      } else {
        from[++last] = start;
        to[last] = end;
        value[last] = of;
      }
    }
    for (int o = 0; o < size; o++) {
      int at = latest(from, last + 1, call[o]);
      if (at >= 0 && call[o] < to[at] && !admitted.fits(o, value[at])) {
        raise(o, to[at]);
      }
      if (!required[o]) {
        continue;
      }
      at = latest(from, last + 1, ret[o] - 1);
      if (at >= 0 && ret[o] <= to[at] && !admitted.fits(o, value[at])) {
        lower(o, from[at]);
      }
      if (call[o] >= ret[o]) {
        return false;
      }
    }
    return true;
  }

  /** The last of so many ascending positions that is not behind this one; -1 if all are. */
  private static int latest(int[] positions, int count, int position) {
    int found = Arrays.binarySearch(positions, 0, count, position);
    return found < 0 ? -found - 2 : found;
  }
}
