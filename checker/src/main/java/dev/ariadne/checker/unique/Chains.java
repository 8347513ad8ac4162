package dev.ariadne.checker.unique;

import java.util.Arrays;

/**
 * Unique values, and which value follows from which. Every value is a node; the operation that
 * writes it is its creator. The creator of a root (a write) can happen in any state. The creator of
 * any other node (a compare-and-set, or an append whose predecessor was seen) can happen only right
 * after the node's parent. Values never return. So a root, its readers, its child's creator, the
 * child's readers and so on stand together in any order: a <em>chain</em>.
 *
 * <p>Node {@link #INITIAL} is the value before the first operation; it has no creator and exists
 * since time -1. A node whose creator has an unknown outcome counts only if the node, or a later
 * node of its chain, was seen. Otherwise nothing depends on whether the creator happened.
 *
 * <p>Operations are numbered in order of call, and no two events have the same position.
 */
public final class Chains {

  /** Kind of an operation: it reads its node. */
  public static final byte READ = 0;

  /** Kind of an operation: it creates its node. */
  public static final byte WRITE = 1;

  /** Kind of an operation: it creates its node right after the node's parent. */
  public static final byte SWAP = 2;

  /**
   * Kind of an operation: it happened while the state was not its node; with {@link #NONE}, at any
   * time.
   */
  public static final byte OTHER = 3;

  /** Kind of an operation: it did not happen or says nothing, so it is left out. */
  public static final byte IGNORED = 4;

  /** The return of an operation of unknown outcome. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** No node. */
  public static final int NONE = -1;

  /** Instead of a parent: the creator needs a value that no operation writes. */
  public static final int IMPOSSIBLE = -2;

  /** The value before the first operation. */
  public static final int INITIAL = 0;

  final int operations;
  final byte[] kind;
  final int[] call;
  final int[] ret;

  /** By operation: the node that it creates, reads or excludes. */
  final int[] nodeOf;

  int nodes = 1;

  // By node.
  int[] creator;
  private int[] parent;

  /** Earliest return and latest call of the readers; {@link #NEVER} and -1 where there are none. */
  int[] readRet;

  int[] readCall;

  /**
   * Its first and last reader in order of call, as far as they are known; -1 where there is none.
   */
  private int[] firstReader;

  private int[] lastReader;

  /** By operation: who reads the same after it, or -1. */
  private final int[] nextReader;

  /** The node that follows in the chain, or {@link #NONE}; null while no node follows another. */
  private int[] child;

  /** Whether the node's creator happened, or must have; null if all are known to have happened. */
  private boolean[] live;

  private boolean unknown;
  private boolean swaps;
  boolean others;
  private Decision.Refuted found;

  /**
   * Chains with the initial node only.
   *
   * @param kind the kind of each operation, one of the constants above; {@code call} and {@code
   *     ret} are by operation, too
   * @param ret the return of each operation; {@link #NEVER} if the outcome is unknown
   * @param expectedNodes an estimate of the number of nodes, with the initial one
   */
  public Chains(byte[] kind, int[] call, int[] ret, int operations, int expectedNodes) {
    this.operations = operations;
    this.kind = kind;
    this.call = call;
    this.ret = ret;
    this.nodeOf = new int[operations];
    int capacity = Math.max(1, expectedNodes);
    this.creator = new int[capacity];
    this.readRet = new int[capacity];
    this.readCall = new int[capacity];
    this.firstReader = new int[capacity];
    this.lastReader = new int[capacity];
    this.nextReader = new int[operations];
    this.creator[INITIAL] = NONE;
    nobodyReads(INITIAL);
  }

  private void nobodyReads(int node) {
    readRet[node] = NEVER;
    readCall[node] = -1;
    firstReader[node] = -1;
    lastReader[node] = -1;
  }

  /** The node that an operation creates, reads or excludes. */
  public int nodeOf(int operation) {
    return nodeOf[operation];
  }

  /** The operation that creates a node; {@link #NONE} for the initial one. */
  public int creatorOf(int node) {
    return creator[node];
  }

  /** Adds a node that an operation creates. */
  public int add(int operation) {
    if (nodes == creator.length) {
      int longer = nodes + (nodes >> 1) + 8;
      creator = Arrays.copyOf(creator, longer);
      readRet = Arrays.copyOf(readRet, longer);
      readCall = Arrays.copyOf(readCall, longer);
      firstReader = Arrays.copyOf(firstReader, longer);
      lastReader = Arrays.copyOf(lastReader, longer);
      parent = parent == null ? null : Arrays.copyOf(parent, longer);
    }
    creator[nodes] = operation;
    nobodyReads(nodes);
    if (swaps) {
      parent[nodes] = NONE;
    }
    nodeOf[operation] = nodes;
    unknown |= ret[operation] == NEVER;
    return nodes++;
  }

  /**
   * The most bytes that a decision holds at one time, without the arrays that the caller passes in
   * or has released.
   *
   * @param swaps whether any node has a parent
   */
  public static long bytes(long operations, long nodes, long events, boolean swaps) {
    return 9 * operations + (swaps ? 49 : 41) * nodes + 4 * events;
  }

  /** Adds a read: an operation that certainly happened saw the node's value. */
  public void read(int operation, int node) {
    nodeOf[operation] = node;
    readRet[node] = Math.min(readRet[node], ret[operation]);
    readCall[node] = Math.max(readCall[node], call[operation]);
    stands(operation, node);
  }

  /** Puts an operation among those that read a node. */
  void stands(int operation, int node) {
    int last = lastReader[node];
    if (last < 0) {
      nextReader[operation] = -1;
      firstReader[node] = operation;
      lastReader[node] = operation;
    } else if (last < operation) {
      nextReader[operation] = -1;
      nextReader[last] = operation;
      lastReader[node] = operation;
    } else if (operation < firstReader[node]) {
      nextReader[operation] = firstReader[node];
      firstReader[node] = operation;
    } else {
      int before = firstReader[node];
      while (nextReader[before] < operation) {
        before = nextReader[before];
      }
      nextReader[operation] = nextReader[before];
      nextReader[before] = operation;
    }
  }

  /** Writes the readers of a node into an array, in order of call, and returns the end. */
  int readers(int node, int[] into, int from) {
    int to = from;
    for (int o = firstReader[node]; o >= 0; o = nextReader[o]) {
      into[to++] = o;
    }
    return to;
  }

  /** Adds an operation that must happen while the value is not the node's. */
  public void other(int operation, int node) {
    nodeOf[operation] = node;
    others = true;
  }

  /**
   * Sets the parent that a node must follow; {@link #IMPOSSIBLE} if no operation writes that value.
   */
  public void follows(int node, int of) {
    if (parent == null) {
      parent = new int[creator.length];
      Arrays.fill(parent, 0, nodes, NONE);
      swaps = true;
    }
    parent[node] = of;
  }

  boolean live(int node) {
    return live == null || live[node];
  }

  /** Lets a node count after all. */
  void revive(int node) {
    live[node] = true;
  }

  boolean root(int node) {
    return !swaps || parent[node] == NONE;
  }

  int parent(int node) {
    return parent[node];
  }

  /** The node that follows in the chain, or {@link #NONE}. */
  int child(int node) {
    return swaps ? child[node] : NONE;
  }

  /** Whether any node follows another. */
  boolean swaps() {
    return swaps;
  }

  /** The roots that count, without the initial one. */
  public int[] roots() {
    int[] roots = new int[nodes];
    int count = 0;
    for (int node = 1; node < nodes; node++) {
      if (live(node) && root(node)) {
        roots[count++] = node;
      }
    }
    return Arrays.copyOf(roots, count);
  }

  /** The earliest return in a chain; {@link #NEVER} if no operation returns. */
  public int earliestReturn(int root) {
    int earliest = NEVER;
    for (int node = root; node >= 0; node = child(node)) {
      earliest = Math.min(earliest, readRet[node]);
      earliest = Math.min(earliest, creator[node] < 0 ? -1 : ret[creator[node]]);
    }
    return earliest;
  }

  /** The latest call in a chain; -1 if there is none. */
  public int latestCall(int root) {
    int latest = -1;
    for (int node = root; node >= 0; node = child(node)) {
      latest = Math.max(latest, readCall[node]);
      latest = creator[node] < 0 ? latest : Math.max(latest, call[creator[node]]);
    }
    return latest;
  }

  /** Decides whether the chains can be put into an order. */
  public Decision decide() {
    findLive();
    if (found == null && swaps) {
      link();
    }
    return found != null ? found : new Zones(this).decide();
  }

  private void findLive() {
    if (!unknown) {
      return;
    }
    live = new boolean[nodes];
    live[INITIAL] = true;
    for (int node = 1; node < nodes; node++) {
      if (ret[creator[node]] != NEVER || readCall[node] >= 0) {
        for (int up = node; up >= 0 && !live[up]; up = swaps ? parent[up] : NONE) {
          live[up] = true;
        }
      }
    }
  }

  /** Turns parents into children: at most one each, and no chain without a root. */
  private void link() {
    child = new int[nodes];
    Arrays.fill(child, NONE);
    int linked = 0;
    int roots = 0;
    for (int node = 0; node < nodes; node++) {
      if (!live(node)) {
        continue;
      }
      int of = parent[node];
      if (of == NONE) {
        roots++;
      } else if (of == IMPOSSIBLE) {
        contradict("no operation writes the value that it expects", witnesses(node));
        return;
      } else if (child[of] != NONE) {
        contradict(
            "two operations replace the same value, which was there once",
            concat(witnesses(node), witnesses(child[of])));
        return;
      } else {
        child[of] = node;
        linked++;
      }
    }
    int inChains = 0;
    for (int node = 0; node < nodes; node++) {
      for (int at = live(node) && parent[node] == NONE ? node : NONE; at >= 0; at = child[at]) {
        inChains++;
      }
    }
    if (inChains < linked + roots) {
      contradictCycle();
    }
  }

  private void contradictCycle() {
    boolean[] reached = new boolean[nodes];
    for (int node = 0; node < nodes; node++) {
      for (int at = live(node) && parent[node] == NONE ? node : NONE; at >= 0; at = child[at]) {
        reached[at] = true;
      }
    }
    int first = 0;
    while (reached[first] || !live(first)) {
      first++;
    }
    int[] evidence = witnesses(first);
    for (int at = child[first]; at != first && at >= 0; at = child[at]) {
      evidence = concat(evidence, witnesses(at));
    }
    contradict("each operation needs another one before it, in a circle", evidence);
  }

  private void contradict(String why, int... evidence) {
    found = new Decision.Refuted(why, distinct(evidence));
  }

  /**
   * The operations that prove that a live node existed: its creator, and a reader if the creator
   * has an unknown outcome.
   */
  int[] witnesses(int node) {
    int by = creator[node];
    if (by == NONE) {
      return new int[0];
    }
    if (ret[by] != NEVER) {
      return new int[] {by};
    }
    for (int seen = 1; seen < nodes; seen++) {
      if (proves(seen, node)) {
        int proof = readCall[seen] >= 0 ? reader(seen, readCall[seen], true) : creator[seen];
        return new int[] {by, proof};
      }
    }
    return new int[] {by};
  }

  /**
   * Whether a node that certainly existed proves another node, with no certain node between them.
   */
  private boolean proves(int seen, int node) {
    if (readCall[seen] < 0 && ret[creator[seen]] == NEVER) {
      return false;
    }
    int at = seen;
    // There may be cycles.
    for (int steps = 0; at != node && steps < nodes; steps++) {
      at = swaps ? parent[at] : NONE;
      if (at <= 0 || at != node && (readCall[at] >= 0 || ret[creator[at]] != NEVER)) {
        return false;
      }
    }
    return at == node;
  }

  /** The reader of a node with that call or return. */
  int reader(int node, int position, boolean byCall) {
    for (int o = 0; o < operations; o++) {
      if (kind[o] == READ && nodeOf[o] == node && (byCall ? call[o] : ret[o]) == position) {
        return o;
      }
    }
    throw new AssertionError("no reader at " + position);
  }

  static int[] concat(int[] some, int... more) {
    int[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  static int[] distinct(int[] some) {
    int[] sorted = some.clone();
    Arrays.sort(sorted);
    int size = 0;
    for (int o : sorted) {
      if (o >= 0 && (size == 0 || sorted[size - 1] != o)) {
        sorted[size++] = o;
      }
    }
    return Arrays.copyOf(sorted, size);
  }
}
