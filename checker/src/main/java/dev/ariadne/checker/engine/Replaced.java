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

  private static final int NOBODY = Replacers.NOBODY;

  /** About so many bytes it takes for each operation. */
  private static final long ITEM_BYTES = 28;

  private final Admitted admitted;
  private final int size;
  private final int[] call;
  private final int[] ret;

  private final Replacers replacers;

  /** By operation that brings about a value: the next that brings about the same. */
  private final int[] next;

  private Replaced(Admitted admitted) {
    this.admitted = admitted;
    size = admitted.size;
    call = admitted.call;
    ret = admitted.ret;
    replacers = new Replacers(admitted, ret, admitted.required);
    next = new int[size];
  }

  /** The contradiction, with its evidence; null if there is none, or if it would cost too much. */
  static Outcome find(Admitted admitted, Meter meter) {
    int size = admitted.size;
    if (!admitted.plain || !meter.affords(size, ITEM_BYTES * size)) {
      return null;
    }
    // By value: who brings it about next.
    int[] makers = new int[admitted.values().size()];
    Replaced replaced = new Replaced(admitted);
    Outcome contradiction = replaced.index(makers) ? replaced.find(makers) : null;
    if (contradiction != null) {
      meter.took(size);
    }
    return contradiction;
  }

  /** False if operations are not in order of call, so that nothing can be said. */
  private boolean index(int[] makers) {
    Arrays.fill(makers, NOBODY);
    for (int o = size - 1; o >= 0; o--) {
      if (o > 0 && call[o] <= call[o - 1]) {
        return false;
      }
      replacers.put(o, o);
      if (admitted.makes(o)) {
        next[o] = makers[admitted.gift(o)];
        makers[admitted.gift(o)] = o;
      }
    }
    return true;
  }

  private Outcome find(int[] makers) {
    // By value: until when it may have lasted, whoever called so far brought it about.
    int[] until = new int[makers.length];
    until[Admitted.INITIAL] = replacers.until(0, Admitted.INITIAL);
    for (int o = 0; o < size; o++) {
      int need = admitted.need(o);
      if (need != Admitted.NONE
          && until[need] <= call[o]
          && admitted.required[o]
          && admitted.needs(o)
          && (makers[need] == NOBODY || call[makers[need]] >= ret[o])) {
        return new Outcome.Inexplicable(evidence(o, need));
      }
      if (admitted.makes(o)) {
        int gift = admitted.gift(o);
        int last = replacers.until(calledFrom(o + 1, ret[o]), gift);
        until[gift] = Math.max(until[gift], last);
        makers[gift] = next[o];
      }
    }
    return null;
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
      int shown = replacers.shown(o);
      boolean another = shown != Admitted.NONE && shown != value;
      latest = another && ret[o] <= call[reader] ? o : latest;
    }
    for (int o = 0; o < size && call[o] < ret[reader]; o++) {
      if (admitted.makes(o) && admitted.gift(o) == value) {
        named.set(o);
        boolean before = ret[o] <= call[latest];
        named.set(before ? latest : replacers.of(calledFrom(o + 1, ret[o]), value));
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
