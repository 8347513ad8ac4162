package dev.ariadne.checker.engine;

import java.util.Arrays;

/**
 * Knows, for each state, who must still see it and who can still bring it about. A state is not
 * left while somebody must still see it and nobody that begins before that one's deadline can bring
 * it back: it would not recur in time. Of use only where every operation reads, writes or swaps
 * plain values.
 */
final class LookAhead {

  private final Part part;
  private final boolean on;

  /**
   * Required operations that need a state, by deadline: those of state s at {@code
   * needers[neederAt[s]]} to {@code needers[neederAt[s + 1]]}; and where the first stands that has
   * not happened.
   */
  private int[] needers;

  private int[] neederAt;
  private int[] firstNeeder;

  /** Operations that make a state, by call, likewise; and how many have not happened. */
  private int[] makers;

  private int[] makerAt;
  private int[] firstMaker;
  private int[] makersLeft;

  // By operation: required ones by their number, then the unknown ones class by class.
  private int[] unknownFrom;
  private int[] calls;
  private int[] needPlace;
  private int[] makePlace;
  private int[] classes;
  private boolean[] gone;

  /** By unknown class: how many have happened. */
  private int[] used;

  LookAhead(Part part, boolean on) {
    this.part = part;
    this.on = on && part.plain;
    if (this.on) {
      number();
      index();
    }
  }

  private void number() {
    int unknowns = part.unknownClass.length;
    unknownFrom = new int[unknowns];
    used = new int[unknowns];
    int all = part.required();
    for (int u = 0; u < unknowns; u++) {
      unknownFrom[u] = all;
      all += part.unknownCalls[u].length;
    }
    calls = Arrays.copyOf(part.reqCall, all);
    classes = Arrays.copyOf(part.reqClass, all);
    for (int u = 0; u < unknowns; u++) {
      int length = part.unknownCalls[u].length;
      System.arraycopy(part.unknownCalls[u], 0, calls, unknownFrom[u], length);
      Arrays.fill(classes, unknownFrom[u], unknownFrom[u] + length, part.unknownClass[u]);
    }
    gone = new boolean[all];
  }

  private void index() {
    int n = part.required();
    int all = calls.length;
    int states = part.states.size();
    neederAt = new int[states + 1];
    makerAt = new int[states + 1];
    for (int o = 0; o < all; o++) {
      int need = part.need(classes[o]);
      if (o < n && need >= 0) {
        neederAt[need + 1]++;
      }
      int gift = part.gift(classes[o]);
      if (gift >= 0) {
        makerAt[gift + 1]++;
      }
    }
    makersLeft = Arrays.copyOfRange(makerAt, 1, states + 1);
    for (int s = 0; s < states; s++) {
      neederAt[s + 1] += neederAt[s];
      makerAt[s + 1] += makerAt[s];
    }
    needers = new int[neederAt[states]];
    makers = new int[makerAt[states]];
    needPlace = new int[n];
    makePlace = new int[all];
    // Where the next one goes; moved back to the first at the end.
    firstNeeder = Arrays.copyOf(neederAt, states);
    firstMaker = Arrays.copyOf(makerAt, states);
    long[] unknown = unknownByCall();
    int next = 0;
    for (int i = 0; i < n; i++) {
      int need = part.need(classes[i]);
      if (need >= 0) {
        needPlace[i] = firstNeeder[need]++;
        needers[needPlace[i]] = i;
      }
      for (; next < unknown.length && unknown[next] < part.byCall[i]; next++) {
        make((int) unknown[next]);
      }
      make((int) part.byCall[i]);
    }
    for (; next < unknown.length; next++) {
      make((int) unknown[next]);
    }
    System.arraycopy(neederAt, 0, firstNeeder, 0, states);
    System.arraycopy(makerAt, 0, firstMaker, 0, states);
  }

  private void make(int operation) {
    int gift = part.gift(classes[operation]);
    if (gift >= 0) {
      makePlace[operation] = firstMaker[gift]++;
      makers[makePlace[operation]] = operation;
    }
  }

  /** Unknown operations, their calls in the upper half. */
  private long[] unknownByCall() {
    int n = part.required();
    long[] unknown = new long[calls.length - n];
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] = (long) calls[n + i] << 32 | n + i;
    }
    Arrays.sort(unknown);
    return unknown;
  }

  void requiredHappened(int operation) {
    if (on) {
      happened(operation);
    }
  }

  void undoRequired(int operation) {
    if (on) {
      undo(operation);
    }
  }

  void unknownHappened(int unknown) {
    if (on) {
      happened(unknownFrom[unknown] + used[unknown]++);
    }
  }

  void undoUnknown(int unknown) {
    if (on) {
      undo(unknownFrom[unknown] + --used[unknown]);
    }
  }

  private void happened(int operation) {
    gone[operation] = true;
    int need = part.need(classes[operation]);
    if (need >= 0 && operation < part.required()) {
      firstNeeder[need] = next(needers, firstNeeder[need], neederAt[need + 1]);
    }
    int gift = part.gift(classes[operation]);
    if (gift >= 0) {
      makersLeft[gift]--;
      firstMaker[gift] = next(makers, firstMaker[gift], makerAt[gift + 1]);
    }
  }

  /** Where the first stands that has not happened. */
  private int next(int[] list, int from, int to) {
    int at = from;
    while (at < to && gone[list[at]]) {
      at++;
    }
    return at;
  }

  private void undo(int operation) {
    gone[operation] = false;
    int need = part.need(classes[operation]);
    if (need >= 0 && operation < part.required()) {
      firstNeeder[need] = Math.min(firstNeeder[need], needPlace[operation]);
    }
    int gift = part.gift(classes[operation]);
    if (gift >= 0) {
      makersLeft[gift]++;
      firstMaker[gift] = Math.min(firstMaker[gift], makePlace[operation]);
    }
  }

  /** Whether some required operation's state can never be there in time. */
  boolean hopeless() {
    if (!on) {
      return false;
    }
    for (int s = 0; s < makersLeft.length; s++) {
      int needer = neederAt[s];
      int maker = makerAt[s];
      if (s != part.initial
          && needer < neederAt[s + 1]
          && (maker == makerAt[s + 1] || calls[makers[maker]] >= part.reqRet[needers[needer]])) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a state may be left for another.
   *
   * @param by the required operation that leaves it; -1 if it is an unknown one
   * @param makersGone operations that make the state and have happened, but nobody told
   */
  boolean mayLeave(int state, int by, int makersGone) {
    if (!on) {
      return true;
    }
    int at = firstNeeder[state];
    int to = neederAt[state + 1];
    if (at < to && needers[at] == by) {
      at = next(needers, at + 1, to);
    }
    if (at == to) {
      return true;
    }
    if (makersLeft[state] - makersGone <= 0) {
      return false;
    }
    // Those gone untold may be among the first, which only makes this answer yes too often.
    return calls[makers[firstMaker[state]]] < part.reqRet[needers[at]];
  }
}
