package dev.ariadne.checker.unique;

import java.util.Arrays;

/**
 * The history of one register as columns, for millions of operations. It takes 29 bytes for each
 * operation, 21 without compare-and-set. Operations are numbered from 0, in order of invocation.
 * Positions count invocations and completions together, from 0.
 *
 * <p>{@link #decide} needs values that are written at most once.
 */
public final class Columns {

  /** A read of {@code value}. */
  public static final byte READ = Chains.READ;

  /** A write of {@code value}. */
  public static final byte WRITE = Chains.WRITE;

  /** A compare-and-set from {@code expected} to {@code value}. */
  public static final byte CAS = Chains.SWAP;

  /** A compare-and-set that found another value than {@code expected}. */
  public static final byte CAS_MISMATCH = Chains.OTHER;

  /** An operation that certainly did not happen, or a read with an unknown answer. */
  public static final byte IGNORED = Chains.IGNORED;

  /** The return of an operation of unknown outcome. */
  public static final int NEVER = Chains.NEVER;

  private byte[] kind;
  private int[] process;
  private int[] call;
  private int[] ret;
  private long[] value;

  /** Null until there is a compare-and-set. */
  private long[] expected;

  private int size;
  private int events;
  private int writes;

  /** An empty history, with room for the given number of operations. */
  public Columns(int capacity) {
    kind = new byte[capacity];
    process = new int[capacity];
    call = new int[capacity];
    ret = new int[capacity];
    value = new long[capacity];
  }

  /** Begins a read; its value is given when it ends. */
  public int read(int by) {
    return invoke(by, READ, 0);
  }

  /** Begins a write. */
  public int write(int by, long written) {
    return invoke(by, WRITE, written);
  }

  /** Begins a compare-and-set. */
  public int cas(int by, long from, long to) {
    int operation = invoke(by, CAS, to);
    if (expected == null) {
      expected = new long[kind.length];
    }
    expected[operation] = from;
    return operation;
  }

  private int invoke(int by, byte what, long written) {
    if (size == kind.length) {
      int longer = size + (size >> 1) + 16;
      kind = Arrays.copyOf(kind, longer);
      process = Arrays.copyOf(process, longer);
      call = Arrays.copyOf(call, longer);
      ret = Arrays.copyOf(ret, longer);
      value = Arrays.copyOf(value, longer);
      expected = expected == null ? null : Arrays.copyOf(expected, longer);
    }
    kind[size] = what;
    process[size] = by;
    call[size] = events++;
    ret[size] = NEVER;
    value[size] = written;
    writes += what == READ ? 0 : 1;
    return size++;
  }

  /**
   * Ends a write or compare-and-set that happened. An operation that never ends has an unknown
   * outcome.
   */
  public void ok(int operation) {
    ret[operation] = events++;
  }

  /** Ends a read. */
  public void ok(int operation, long read) {
    value[operation] = read;
    ok(operation);
  }

  /** Ends a compare-and-set that found another value than expected. */
  public void mismatch(int operation) {
    kind[operation] = CAS_MISMATCH;
    writes--;
    ok(operation);
  }

  /** Ends an operation that certainly did not happen. */
  public void failed(int operation) {
    writes -= writes(operation) ? 1 : 0;
    kind[operation] = IGNORED;
    ok(operation);
  }

  public int size() {
    return size;
  }

  public byte kind(int operation) {
    return kind[operation];
  }

  public int process(int operation) {
    return process[operation];
  }

  public int call(int operation) {
    return call[operation];
  }

  public int ret(int operation) {
    return ret[operation];
  }

  public long value(int operation) {
    return value[operation];
  }

  /** The value that a compare-and-set expected; 0 for other operations. */
  public long expected(int operation) {
    return expected == null ? 0 : expected[operation];
  }

  /**
   * The bytes of the columns and of the decision at its peak. The table of values is smaller than
   * what replaces it then, so it is not counted.
   */
  public long bytes() {
    return kind.length * (expected == null ? 21L : 29L)
        + Chains.bytes(size, writes + 1L, events, expected != null);
  }

  private boolean writes(int operation) {
    return kind[operation] == WRITE || kind[operation] == CAS;
  }

  /**
   * Decides whether the register was linearizable. An order has been replayed.
   *
   * @param initial the register's value before the first operation
   */
  public Decision decide(long initial) {
    Chains chains = new Chains(kind, call, ret, size, writes + 1);
    WritersByValue writers = new WritersByValue(value, writes);
    // Those who name a value whose writer has not been met: few, for most begin after it.
    int[] early = new int[64];
    int earlies = 0;
    for (int o = 0; o < size; o++) {
      if (writes(o)) {
        if (value[o] == initial || !writers.add(o)) {
          return new Decision.Open("the value " + value[o] + " is written twice");
        }
        chains.add(o);
      }
      if (kind[o] != WRITE && !names(chains, o, node(chains, writers, initial, named(o)))) {
        early = earlies == early.length ? Arrays.copyOf(early, 2 * earlies) : early;
        early[earlies++] = o;
      }
    }
    for (int i = 0; i < earlies; i++) {
      int o = early[i];
      if (names(chains, o, node(chains, writers, initial, named(o)))) {
        continue;
      }
      switch (kind[o]) {
        case READ -> {
          return new Decision.Refuted(
              "a read returned a value that no operation writes", new int[] {o});
        }
        case CAS -> chains.follows(chains.nodeOf[o], Chains.IMPOSSIBLE);
        default -> chains.other(o, Chains.NONE);
      }
    }
    writers = null;
    Decision decision = chains.decide();
    if (decision instanceof Decision.Ordered ordered) {
      replay(initial, ordered.operations());
    }
    return decision;
  }

  private long named(int operation) {
    return kind[operation] == READ ? value[operation] : expected(operation);
  }

  /** Says that an operation names the value of a node; false if it has to, and there is none. */
  private boolean names(Chains chains, int operation, int node) {
    switch (kind[operation]) {
      case READ -> {
        if (ret[operation] == NEVER) {
          return true;
        }
        if (node >= 0) {
          chains.read(operation, node);
        }
      }
      case CAS -> {
        if (node >= 0) {
          chains.follows(chains.nodeOf[operation], node);
        }
      }
      case CAS_MISMATCH -> {
        if (node >= 0) {
          chains.other(operation, node);
        }
      }
      default -> {
        return true;
      }
    }
    return node >= 0;
  }

  /** The node of a value, or {@link Chains#NONE}. */
  private static int node(Chains chains, WritersByValue writers, long initial, long of) {
    if (of == initial) {
      return Chains.INITIAL;
    }
    int writer = writers.find(of);
    return writer < 0 ? Chains.NONE : chains.nodeOf[writer];
  }

  /** Checks an order by itself, knowing nothing of how it was found. */
  private void replay(long initial, int[] order) {
    long state = initial;
    int latestCall = -1;
    boolean[] placed = new boolean[size];
    for (int o : order) {
      boolean fits =
          expected == null || kind[o] == READ || kind[o] == WRITE
              ? kind[o] == WRITE | kind[o] == READ & state == value[o]
              : kind[o] == CAS & state == expected[o]
                  | kind[o] == CAS_MISMATCH & state != expected[o];
      if (!fits || placed[o] || latestCall > ret[o]) {
        throw new AssertionError("the model refuses the order at operation " + o);
      }
      placed[o] = true;
      latestCall = Math.max(latestCall, call[o]);
      state = kind[o] == CAS_MISMATCH ? state : value[o];
    }
    for (int o = 0; o < size; o++) {
      if (!placed[o] && ret[o] != NEVER && kind[o] != IGNORED) {
        throw new AssertionError("the order leaves out operation " + o);
      }
    }
  }
}
