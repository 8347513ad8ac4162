package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds an operation that needed a value which had certainly been replaced before it began, or had
 * never been there, and which nobody can have brought about by its end: a stale read, however often
 * values repeat. In nearly linear time, where a search would have to try everything that may have
 * happened before; other contradictions it does not see.
 *
 * <p>Let r need v, and let w be whoever brought v about last before r in some order that explains
 * all, or nobody if v is the initial value. Then w was called before r ended, and between w and r
 * the value is v. Let x have happened, called when w had ended and ended when r had not been
 * called: it stands between the two. If x left or saw another value than v, that is a
 * contradiction. So there is no such order if each that brings v about and was called before r
 * ended (and the beginning, if v is the initial value) has such an x.
 */
final class Replaced {

  private static final int NOBODY = -1;

  private final Admitted admitted;
  private final int size;
  private final int[] call;
  private final int[] ret;

  /** Of those from an operation on, in order of call: who shows a value and ended first. */
  private final int[] first;

  /** Likewise, of those that show another value than that one. */
  private final int[] second;

  /** By operation that brings about a value: the next that brings about the same. */
  private final int[] next;

  private Replaced(Admitted admitted) {
    this.admitted = admitted;
    size = admitted.size;
    call = admitted.call;
    ret = admitted.ret;
    first = new int[size + 1];
    second = new int[size + 1];
    next = new int[size];
  }

  /** About so many bytes it takes for so many operations. */
  static long bytes(long operations) {
    return 28 * operations;
  }

  /** The contradiction, with its evidence; null if there is none of this kind. */
  static Outcome find(Admitted admitted) {
    if (!admitted.plain) {
      return null;
    }
    // By value: who brings it about next.
    int[] makers = new int[admitted.values().size()];
    Replaced replaced = new Replaced(admitted);
    return replaced.index(makers) ? replaced.find(makers) : null;
  }

  /** False if operations are not in order of call, so that nothing can be said. */
  private boolean index(int[] makers) {
    Arrays.fill(makers, NOBODY);
    first[size] = NOBODY;
    second[size] = NOBODY;
    for (int o = size - 1; o >= 0; o--) {
      if (o > 0 && call[o] <= call[o - 1]) {
        return false;
      }
      int best = first[o + 1];
      int other = second[o + 1];
      int shown = shown(o);
      if (shown != Admitted.NONE) {
        if (best == NOBODY) {
          best = o;
        } else if (shown == shown(best)) {
          best = ret[o] < ret[best] ? o : best;
        } else if (ret[o] < ret[best]) {
          other = best;
          best = o;
        } else if (other == NOBODY || ret[o] < ret[other]) {
          other = o;
        }
      }
      first[o] = best;
      second[o] = other;
      if (admitted.makes(o)) {
        next[o] = makers[admitted.gift(o)];
        makers[admitted.gift(o)] = o;
      }
    }
    return true;
  }

  /** The value that certainly was there at an operation's moment. */
  private int shown(int o) {
    return admitted.required(o) ? admitted.shows(o) : Admitted.NONE;
  }

  private Outcome find(int[] makers) {
    // By value: until when it may have lasted, whoever called so far brought it about.
    int[] until = new int[makers.length];
    until[Admitted.INITIAL] = until(0, Admitted.INITIAL);
    for (int o = 0; o < size; o++) {
      int need = admitted.need(o);
      if (need != Admitted.NONE
          && until[need] <= call[o]
          && admitted.required(o)
          && admitted.needs(o)
          && (makers[need] == NOBODY || call[makers[need]] >= ret[o])) {
        return new Outcome.Inexplicable(evidence(o, need));
      }
      if (admitted.makes(o)) {
        int gift = admitted.gift(o);
        until[gift] = Math.max(until[gift], until(calledFrom(o + 1, ret[o]), gift));
        makers[gift] = next[o];
      }
    }
    return null;
  }

  /** By when a value that somebody brought about, whom those from one on follow, was replaced. */
  private int until(int from, int value) {
    int by = replacer(from, value);
    return by == NOBODY ? Operation.NEVER : ret[by];
  }

  private int replacer(int from, int value) {
    int by = first[from];
    return by != NOBODY && shown(by) == value ? second[from] : by;
  }

  /** The first operation from one on that was called at a position or later. */
  private int calledFrom(int from, int position) {
    // Mostly one of the next.
    int low = from;
    int stride = 1;
    while (low + stride <= size && call[low + stride - 1] < position) {
      low += stride;
      stride *= 2;
    }
    int high = Math.min(size, low + stride);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (call[middle] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The operation, all that can have brought its value about, and who shows others after each. */
  private List<Operation> evidence(int reader, int value) {
    BitSet named = new BitSet();
    named.set(reader);
    // One that replaces it as late as can be does so for most of them.
    int latest = NOBODY;
    for (int o = 0; o < size && call[o] < call[reader]; o++) {
      boolean another = shown(o) != Admitted.NONE && shown(o) != value;
      latest = another && ret[o] <= call[reader] ? o : latest;
    }
    for (int o = 0; o < size && call[o] < ret[reader]; o++) {
      if (admitted.makes(o) && admitted.gift(o) == value) {
        named.set(o);
        named.set(ret[o] <= call[latest] ? latest : replacer(calledFrom(o + 1, ret[o]), value));
      }
    }
    if (value == Admitted.INITIAL) {
      named.set(latest);
    }
    List<Operation> evidence = new ArrayList<>();
    named.stream().forEach(o -> evidence.add(admitted.operation(o)));
    return evidence;
  }
}
