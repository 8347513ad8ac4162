package dev.ariadne.checker.unique;

import java.util.Arrays;

/**
 * The history of one register as columns, for those who have millions of operations: 29 bytes an
 * operation, 21 without compare-and-set. Operations are numbered from 0, in order of invocation.
 * Positions count events, invocations and completions together, from 0.
 *
 * <p>{@link #decide} needs values that nobody writes twice.
 */
public final class Columns {

  /** Reads {@code value}. */
  public static final byte READ = Chains.READ;

  /** Writes {@code value}. */
  public static final byte WRITE = Chains.WRITE;

  /** A compare-and-set from {@code expected} to {@code value}. */
  public static final byte CAS = Chains.SWAP;

  /** A compare-and-set that found another value than {@code expected}. */
  public static final byte CAS_MISMATCH = Chains.OTHER;

  /** It certainly did not happen, or nobody knows what it read. */
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

  /** Empty, with room for so many operations. */
  public Columns(int capacity) {
    kind = new byte[capacity];
    process = new int[capacity];
    call = new int[capacity];
    ret = new int[capacity];
    value = new long[capacity];
  }

  /** A read begins; what it reads is said when it ends. */
  public int read(int by) {
    return invoke(by, READ, 0);
  }

  /** A write begins. */
  public int write(int by, long written) {
    return invoke(by, WRITE, written);
  }

  /** A compare-and-set begins. */
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
    return size++;
  }

  /** A write or compare-and-set ends well. An operation that never ends has an unknown outcome. */
  public void ok(int operation) {
    ret[operation] = events++;
  }

  /** A read ends. */
  public void ok(int operation, long read) {
    value[operation] = read;
    ok(operation);
  }

  /** A compare-and-set ends: the value was another than expected. */
  public void mismatch(int operation) {
    kind[operation] = CAS_MISMATCH;
    ok(operation);
  }

  /** It ends, and certainly did not happen. */
  public void failed(int operation) {
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

  /** What a compare-and-set expected; 0 for anything else. */
  public long expected(int operation) {
    return expected == null ? 0 : expected[operation];
  }

  /** That many bytes the columns take, and the decision on top. */
  public long bytes() {
    long writes = 0;
    for (int o = 0; o < size; o++) {
      writes += writes(o) ? 1 : 0;
    }
    return kind.length * (expected == null ? 21L : 29L)
        + Chains.bytes(size, writes + 1, events)
        + Longs.bytes(writes);
  }

  private boolean writes(int operation) {
    return kind[operation] == WRITE || kind[operation] == CAS;
  }

  /**
   * Whether the register was linearizable; an order has been replayed.
   *
   * @param initial its value before the first operation
   */
  public Decision decide(long initial) {
    int writes = 1;
    for (int o = 0; o < size; o++) {
      writes += writes(o) ? 1 : 0;
    }
    Chains chains = new Chains(kind, call, ret, size, writes);
    Longs nodes = new Longs(value, chains.creator, writes);
    for (int o = 0; o < size; o++) {
      if (writes(o)) {
        if (value[o] == initial || !nodes.add(chains.add(o))) {
          return new Decision.Open("the value " + value[o] + " is written twice");
        }
      }
    }
    chains.seal();
    for (int o = 0; o < size; o++) {
      switch (kind[o]) {
        case READ -> {
          if (ret[o] != NEVER) {
            int node = value[o] == initial ? Chains.INITIAL : nodes.find(value[o]);
            if (node == 0 && value[o] != initial) {
              return new Decision.Contradiction("it read what nobody writes", new int[] {o});
            }
            chains.read(o, node);
          }
        }
        case CAS -> {
          int from = expected[o] == initial ? Chains.INITIAL : nodes.find(expected[o]);
          boolean nothing = from == 0 && expected[o] != initial;
          chains.follows(chains.nodeOf[o], nothing ? Chains.IMPOSSIBLE : from);
        }
        case CAS_MISMATCH -> {
          int not = expected[o] == initial ? Chains.INITIAL : nodes.find(expected[o]);
          chains.other(o, not == 0 && expected[o] != initial ? Chains.NONE : not);
        }
        default -> {}
      }
    }
    nodes = null;
    Decision decision = chains.decide();
    if (decision instanceof Decision.Ordered ordered) {
      replay(initial, ordered.operations());
    }
    return decision;
  }

  /** Checks an order by itself, knowing nothing of how it was found. */
  private void replay(long initial, int[] order) {
    long state = initial;
    int latestCall = -1;
    boolean[] placed = new boolean[size];
    for (int o : order) {
      boolean fits =
          switch (kind[o]) {
            case READ -> state == value[o];
            case WRITE -> true;
            case CAS -> state == expected[o];
            case CAS_MISMATCH -> state != expected[o];
            default -> false;
          };
      if (!fits || placed[o] || latestCall > ret[o]) {
        throw new AssertionError("the order does not hold at operation " + o);
      }
      placed[o] = true;
      latestCall = Math.max(latestCall, call[o]);
      state = writes(o) ? value[o] : state;
    }
    for (int o = 0; o < size; o++) {
      if (!placed[o] && ret[o] != NEVER && kind[o] != IGNORED) {
        throw new AssertionError("the order leaves out operation " + o);
      }
    }
  }
}
