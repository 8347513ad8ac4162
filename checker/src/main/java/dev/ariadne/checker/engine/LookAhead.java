package dev.ariadne.checker.engine;

/**
 * Counts, for each state, who must still see it and who can still bring it about. A state that is
 * left while it is needed and nobody can bring it back never recurs, so what needs it never
 * happens. Of use only where every operation reads, writes or swaps plain values.
 */
final class LookAhead {

  private final Part part;
  private final boolean on;
  private final int[] needed;
  private final int[] makers;

  LookAhead(Part part, boolean on) {
    this.part = part;
    this.on = on && part.plain;
    this.needed = new int[part.states.size()];
    this.makers = new int[part.states.size()];
    for (int c : part.reqClass) {
      count(c, true, 1);
    }
    for (int u = 0; u < part.unknownClass.length; u++) {
      count(part.unknownClass[u], false, part.unknownCalls[u].length);
    }
  }

  void happened(int c, boolean required) {
    count(c, required, -1);
  }

  void undo(int c, boolean required) {
    count(c, required, 1);
  }

  private void count(int c, boolean required, int by) {
    if (!on) {
      return;
    }
    int need = part.need(c);
    if (required && need >= 0) {
      needed[need] += by;
    }
    int gift = part.gift(c);
    if (gift >= 0) {
      makers[gift] += by;
    }
  }

  /** Whether some required operation's state can never be there in time. */
  boolean hopeless() {
    if (!on) {
      return false;
    }
    int[] earliest = new int[makers.length];
    java.util.Arrays.fill(earliest, Integer.MAX_VALUE);
    earliest[part.initial] = -1;
    for (int i = 0; i < part.required(); i++) {
      lower(earliest, part.reqClass[i], part.reqCall[i]);
    }
    for (int u = 0; u < part.unknownClass.length; u++) {
      lower(earliest, part.unknownClass[u], part.unknownCalls[u][0]);
    }
    for (int i = 0; i < part.required(); i++) {
      int need = part.need(part.reqClass[i]);
      if (need >= 0 && earliest[need] > part.reqRet[i]) {
        return true;
      }
    }
    return false;
  }

  private void lower(int[] earliest, int c, int call) {
    int gift = part.gift(c);
    if (gift >= 0) {
      earliest[gift] = Math.min(earliest[gift], call);
    }
  }

  /**
   * Whether a state may be left for another.
   *
   * @param by the class that leaves it
   * @param required whether it is a required operation that leaves, so that its own need is met
   * @param makersGone operations that bring the state about and have happened, but are not counted
   */
  boolean mayLeave(int state, int by, boolean required, int makersGone) {
    if (!on || state >= needed.length) {
      return true;
    }
    int stillNeeded = needed[state] - (required && part.need(by) == state ? 1 : 0);
    return stillNeeded == 0 || makers[state] - makersGone > 0;
  }
}
