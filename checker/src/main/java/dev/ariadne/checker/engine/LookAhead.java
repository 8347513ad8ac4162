package dev.ariadne.checker.engine;

import java.util.Arrays;

/**
 * Knows, for each state, the operations that must still see it and those that can still write it. A
 * state may not be left if an operation must still see it and no operation that begins before its
 * deadline can write it again. Works only if every operation reads, writes or swaps plain values.
 */
final class LookAhead {

  private final EncodedHistory encoded;
  private final boolean on;

  /**
   * Required operations that need a state, by deadline: those of state s at {@code
   * readers[readerAt[s]]} to {@code readers[readerAt[s + 1]]}; and where the first stands that has
   * not happened.
   */
  private int[] readers;

  private int[] readerAt;
  private int[] firstReader;

  /** Operations that make a state, by call, likewise; and how many have not happened. */
  private int[] writers;

  private int[] writerAt;
  private int[] firstWriter;
  private int[] writersLeft;

  // By operation: required ones by their number, then the unknown ones class by class.
  private int[] unknownFrom;
  private int[] calls;
  private int[] readerPlace;
  private int[] writerPlace;
  private int[] classes;
  private boolean[] gone;

  /** By unknown class: how many have happened. */
  private int[] used;

  LookAhead(EncodedHistory encoded, boolean on) {
    this.encoded = encoded;
    this.on = on && encoded.plain;
    if (this.on) {
      number();
      index();
    }
  }

  private void number() {
    int unknowns = encoded.unknownClass.length;
    unknownFrom = new int[unknowns];
    used = new int[unknowns];
    int all = encoded.required();
    for (int u = 0; u < unknowns; u++) {
      unknownFrom[u] = all;
      all += encoded.unknownCalls[u].length;
    }
    calls = Arrays.copyOf(encoded.reqCall, all);
    classes = Arrays.copyOf(encoded.reqClass, all);
    for (int u = 0; u < unknowns; u++) {
      int length = encoded.unknownCalls[u].length;
      System.arraycopy(encoded.unknownCalls[u], 0, calls, unknownFrom[u], length);
      Arrays.fill(classes, unknownFrom[u], unknownFrom[u] + length, encoded.unknownClass[u]);
    }
    gone = new boolean[all];
  }

  private void index() {
    int n = encoded.required();
    int all = calls.length;
    int states = encoded.states.size();
    readerAt = new int[states + 1];
    writerAt = new int[states + 1];
    for (int o = 0; o < all; o++) {
      int expected = encoded.expected(classes[o]);
      if (o < n && expected >= 0) {
        readerAt[expected + 1]++;
      }
      int written = encoded.written(classes[o]);
      if (written >= 0) {
        writerAt[written + 1]++;
      }
    }
    writersLeft = Arrays.copyOfRange(writerAt, 1, states + 1);
    for (int s = 0; s < states; s++) {
      readerAt[s + 1] += readerAt[s];
      writerAt[s + 1] += writerAt[s];
    }
    readers = new int[readerAt[states]];
    writers = new int[writerAt[states]];
    readerPlace = new int[n];
    writerPlace = new int[all];
    // Where the next one goes; moved back to the first at the end.
    firstReader = Arrays.copyOf(readerAt, states);
    firstWriter = Arrays.copyOf(writerAt, states);
    long[] unknown = unknownByCall();
    int next = 0;
    for (int i = 0; i < n; i++) {
      int expected = encoded.expected(classes[i]);
      if (expected >= 0) {
        readerPlace[i] = firstReader[expected]++;
        readers[readerPlace[i]] = i;
      }
      for (; next < unknown.length && unknown[next] < encoded.byCall[i]; next++) {
        addWriter((int) unknown[next]);
      }
      addWriter((int) encoded.byCall[i]);
    }
    for (; next < unknown.length; next++) {
      addWriter((int) unknown[next]);
    }
    System.arraycopy(readerAt, 0, firstReader, 0, states);
    System.arraycopy(writerAt, 0, firstWriter, 0, states);
  }

  private void addWriter(int operation) {
    int written = encoded.written(classes[operation]);
    if (written >= 0) {
      writerPlace[operation] = firstWriter[written]++;
      writers[writerPlace[operation]] = operation;
    }
  }

  /** Unknown operations, their calls in the upper half. */
  private long[] unknownByCall() {
    int n = encoded.required();
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
    int expected = encoded.expected(classes[operation]);
    if (expected >= 0 && operation < encoded.required()) {
      firstReader[expected] = next(readers, firstReader[expected], readerAt[expected + 1]);
    }
    int written = encoded.written(classes[operation]);
    if (written >= 0) {
      writersLeft[written]--;
      firstWriter[written] = next(writers, firstWriter[written], writerAt[written + 1]);
    }
  }

  /** The place of the first operation that has not happened. */
  private int next(int[] list, int from, int to) {
    int at = from;
    while (at < to && gone[list[at]]) {
      at++;
    }
    return at;
  }

  private void undo(int operation) {
    gone[operation] = false;
    int expected = encoded.expected(classes[operation]);
    if (expected >= 0 && operation < encoded.required()) {
      firstReader[expected] = Math.min(firstReader[expected], readerPlace[operation]);
    }
    int written = encoded.written(classes[operation]);
    if (written >= 0) {
      writersLeft[written]++;
      firstWriter[written] = Math.min(firstWriter[written], writerPlace[operation]);
    }
  }

  /** Whether some required operation's state can never be there in time. */
  boolean hopeless() {
    if (!on) {
      return false;
    }
    for (int s = 0; s < writersLeft.length; s++) {
      int reader = readerAt[s];
      int writer = writerAt[s];
      if (s != encoded.initial
          && reader < readerAt[s + 1]
          && (writer == writerAt[s + 1]
              || calls[writers[writer]] >= encoded.reqRet[readers[reader]])) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a state may be left for another.
   *
   * @param by the required operation that leaves it; -1 if it is an unknown one
   * @param writersGone the writers of the state that have happened but are not yet marked
   */
  boolean mayLeave(int state, int by, int writersGone) {
    if (!on) {
      return true;
    }
    int at = firstReader[state];
    int to = readerAt[state + 1];
    if (at < to && readers[at] == by) {
      at = next(readers, at + 1, to);
    }
    if (at == to) {
      return true;
    }
    if (writersLeft[state] - writersGone <= 0) {
      return false;
    }
    // Those gone untold may be among the first, which only makes this answer yes too often.
    return calls[writers[firstWriter[state]]] < encoded.reqRet[readers[at]];
  }
}
