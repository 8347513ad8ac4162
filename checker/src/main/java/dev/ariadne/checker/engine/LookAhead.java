package dev.ariadne.checker.engine;

import java.util.Arrays;

/**
 * Knows, for each state, who must still see it and who can still bring it about. A state is not
 * left while somebody must still see it and nobody that begins before that one's deadline can bring
 * it back: it would not recur in time. Of use only where every operation reads, writes or swaps
 * plain values.
 */
final class LookAhead {

  private static final int[] NOBODY = {};

  private final Part part;
  private final boolean on;

  /** Required operations that need a state, by deadline, and the first that has not happened. */
  private int[][] needers;

  private int[] firstNeeder;

  /** Operations that make a state, by call, the first that has not happened, and how many. */
  private int[][] makers;

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
      index();
    }
  }

  private void index() {
    int n = part.required();
    int unknowns = part.unknownClass.length;
    unknownFrom = new int[unknowns];
    used = new int[unknowns];
    int all = n;
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
    needPlace = new int[all];
    makePlace = new int[all];
    needers = new int[part.states.size()][];
    makers = new int[part.states.size()][];
    long[] byCall = new long[all];
    for (int o = 0; o < all; o++) {
      byCall[o] = (long) calls[o] << 32 | o;
    }
    Arrays.sort(byCall);
    int[] needs = new int[needers.length];
    int[] gifts = new int[makers.length];
    for (int o = 0; o < all; o++) {
      int need = o < n ? part.need(classes[o]) : -1;
      if (need >= 0) {
        needers[need] = add(needers[need], needs[need], o);
        needPlace[o] = needs[need]++;
      }
      int maker = (int) byCall[o];
      int gift = part.gift(classes[maker]);
      if (gift >= 0) {
        makers[gift] = add(makers[gift], gifts[gift], maker);
        makePlace[maker] = gifts[gift]++;
      }
    }
    for (int s = 0; s < needers.length; s++) {
      needers[s] = needers[s] == null ? NOBODY : Arrays.copyOf(needers[s], needs[s]);
      makers[s] = makers[s] == null ? NOBODY : Arrays.copyOf(makers[s], gifts[s]);
    }
    firstNeeder = new int[needers.length];
    firstMaker = new int[makers.length];
    makersLeft = new int[makers.length];
    for (int s = 0; s < makers.length; s++) {
      makersLeft[s] = makers[s].length;
    }
  }

  private static int[] add(int[] some, int size, int one) {
    int[] all = some == null ? new int[4] : some;
    all = size == all.length ? Arrays.copyOf(all, 2 * size) : all;
    all[size] = one;
    return all;
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
      firstNeeder[need] = next(needers[need], firstNeeder[need]);
    }
    int gift = part.gift(classes[operation]);
    if (gift >= 0) {
      makersLeft[gift]--;
      firstMaker[gift] = next(makers[gift], firstMaker[gift]);
    }
  }

  private int next(int[] list, int from) {
    int at = from;
    while (at < list.length && gone[list[at]]) {
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
    for (int s = 0; s < needers.length; s++) {
      if (s != part.initial
          && needers[s].length > 0
          && (makers[s].length == 0 || calls[makers[s][0]] >= part.reqRet[needers[s][0]])) {
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
    if (at < needers[state].length && needers[state][at] == by) {
      at = next(needers[state], at + 1);
    }
    if (at == needers[state].length) {
      return true;
    }
    if (makersLeft[state] - makersGone <= 0) {
      return false;
    }
    // Those gone untold may be among the first, which only makes this answer yes too often.
    return calls[makers[state][firstMaker[state]]] < part.reqRet[needers[state][at]];
  }
}
