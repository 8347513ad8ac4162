package dev.ariadne.checker.unique;

import java.util.Arrays;

/**
 * Finds an order of chains, or proves that there is none.
 *
 * <p>Let f be the earliest return and s the latest call in a chain. Wherever it stands, it begins
 * by f and does not end before s. If f &lt; s it is there during all of its <em>forward zone</em>
 * [f, s]; otherwise all its operations are open during its <em>backward zone</em> [s, f]. Claim:
 * there is an order if and only if
 *
 * <ol>
 *   <li>within a chain, no operation returns before one that has to come earlier is called;
 *   <li>no two forward zones overlap;
 *   <li>no backward zone lies inside a forward zone.
 * </ol>
 *
 * <p><em>Necessary.</em> The first is immediate. Of two chains a and b one stands entirely first; a
 * first needs s(a) &lt;= f(b), for a does not end before s(a) and b begins by f(b). Overlapping
 * forward zones have s(a) &gt; f(b) and s(b) &gt; f(a); so have a backward zone b inside a forward
 * zone a, for f(a) &lt; s(b) and f(b) &lt; s(a).
 *
 * <p><em>Sufficient.</em> A chain with a forward zone: let its i-th operation happen at the later
 * of f and the latest call among its first i. That is not after its return, by the first condition
 * and the choice of f, and all of it lies in [f, s]. A chain with a backward zone fits into any one
 * instant of the zone; there is one outside all forward zones: s itself, or just behind the forward
 * zone that covers s. This gives the order below. The initial chain has f = -1.
 */
final class Zones {

  private final Chains chains;

  /** By root: f and s. */
  private int[] first;

  private int[] last;

  /** Roots in the order in which their chains stand. */
  private int[] order;

  private int placed;

  private Decision.Refuted found;

  Zones(Chains chains) {
    this.chains = chains;
  }

  Decision decide() {
    first = new int[chains.nodes];
    last = new int[chains.nodes];
    order = new int[chains.nodes];
    for (int node = 0; node < chains.nodes && found == null; node++) {
      if (chains.live(node) && chains.root(node)) {
        measure(node);
      }
    }
    if (found == null) {
      sweep();
    }
    if (found != null) {
      return found;
    }
    int[] sequence = sequence();
    if (chains.others) {
      first = null;
      last = null;
      FailedCasPlacement bystanders = new FailedCasPlacement(chains, sequence);
      Decision problem = bystanders.place();
      if (problem != null) {
        return problem;
      }
      sequence = bystanders.sequence();
    }
    return new Decision.Ordered(operations(sequence));
  }

  /** Finds f and s of a chain, and checks that its operations can stand in their order. */
  private void measure(int root) {
    int latest = -1;
    int earliest = -1;
    for (int node = root; node >= 0; node = chains.child(node)) {
      int by = chains.creator[node];
      if (by >= 0) {
        if (chains.ret[by] < latest) {
          late(root, by, latest);
          return;
        }
        earliest = node == root ? chains.ret[by] : Math.min(earliest, chains.ret[by]);
        latest = Math.max(latest, chains.call[by]);
      }
      if (chains.readRet[node] < latest) {
        late(root, chains.reader(node, chains.readRet[node], false), latest);
        return;
      }
      earliest = Math.min(earliest, chains.readRet[node]);
      latest = Math.max(latest, chains.readCall[node]);
    }
    first[root] = earliest;
    last[root] = latest;
  }

  private void late(int root, int operation, int call) {
    contradict(
        "an operation ended before one that must precede it began",
        operation,
        inChain(root, call, true));
  }

  /** The operation of a chain with that call or return; -1 for the initial value. */
  private int inChain(int root, int position, boolean byCall) {
    for (int node = root; node >= 0; node = chains.child(node)) {
      int by = chains.creator[node];
      if (by >= 0 && (byCall ? chains.call[by] : chains.ret[by]) == position) {
        return by;
      }
      if (byCall && chains.readCall[node] == position
          || !byCall && chains.readRet[node] == position) {
        return chains.reader(node, position, byCall);
      }
    }
    return -1;
  }

  private void contradict(String why, int... evidence) {
    int[] all = evidence;
    for (int operation : evidence) {
      if (operation >= 0) {
        all = Chains.concat(all, chains.witnesses(chains.nodeOf[operation]));
      }
    }
    found = new Decision.Refuted(why, Chains.distinct(all));
  }

  /** Neither of two chains can stand before the other. */
  private void clash(int one, int other) {
    contradict(
        "two values overlap, so neither can come first",
        inChain(one, first[one], false),
        inChain(one, last[one], true),
        inChain(other, first[other], false),
        inChain(other, last[other], true));
  }

  /** Puts the chains into order, each as early as its zone permits. */
  private void sweep() {
    order[placed++] = Chains.INITIAL;
    int current = Chains.INITIAL;
    int until = last[Chains.INITIAL];
    int[] waiting = new int[16];
    int waits = 0;
    for (int root : byBegin()) {
      boolean forward = first[root] < last[root];
      int at = begin(root);
      if (at < until) {
        if (forward || first[root] < until) {
          clash(current, root);
          return;
        }
        if (waits == waiting.length) {
          waiting = Arrays.copyOf(waiting, 2 * waits);
        }
        waiting[waits++] = root;
        continue;
      }
      System.arraycopy(waiting, 0, order, placed, waits);
      placed += waits;
      waits = 0;
      order[placed++] = root;
      if (forward) {
        current = root;
        until = last[root];
      }
    }
    System.arraycopy(waiting, 0, order, placed, waits);
    placed += waits;
  }

  /** Roots but the initial one, in order of the beginnings of their zones. */
  private int[] byBegin() {
    int latest = 0;
    int roots = 0;
    for (int node = 1; node < chains.nodes; node++) {
      if (chains.live(node) && chains.root(node)) {
        latest = Math.max(latest, begin(node));
        roots++;
      }
    }
    int[] sorted = new int[roots + 1];
    if (latest < 4L * chains.operations + 1024) {
      int[] rootAt = new int[latest + 1];
      for (int node = 1; node < chains.nodes; node++) {
        if (chains.live(node) && chains.root(node)) {
          rootAt[begin(node)] = node;
        }
      }
      int to = 0;
      for (int root : rootAt) {
        sorted[to] = root; // A place without a root is overwritten.
        to += root == 0 ? 0 : 1;
      }
      return Arrays.copyOf(sorted, roots);
    }
    long[] keys = new long[roots];
    for (int node = chains.nodes - 1; node > 0; node--) {
      if (chains.live(node) && chains.root(node)) {
        keys[--roots] = (long) begin(node) << 32 | node;
      }
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      sorted[i] = (int) keys[i];
    }
    return Arrays.copyOf(sorted, keys.length);
  }

  private int begin(int root) {
    return Math.min(first[root], last[root]);
  }

  /** All live nodes, chain by chain. */
  private int[] sequence() {
    int[] sequence = order;
    int live = placed;
    if (chains.swaps()) {
      live = 0;
      for (int node = 0; node < chains.nodes; node++) {
        live += chains.live(node) ? 1 : 0;
      }
      sequence = new int[live];
      int to = 0;
      for (int i = 0; i < placed; i++) {
        for (int node = order[i]; node >= 0; node = chains.child(node)) {
          sequence[to++] = node;
        }
      }
    }
    order = null;
    return sequence.length == live ? sequence : Arrays.copyOf(sequence, live);
  }

  /**
   * Each node's creator, then its readers and those who found it there instead, in order of call.
   */
  private int[] operations(int[] sequence) {
    for (int o = 0; chains.others && o < chains.operations; o++) {
      if (chains.kind[o] == Chains.OTHER && chains.ret[o] != Chains.NEVER) {
        chains.stands(o, chains.nodeOf[o]);
      }
    }
    int[] result = new int[chains.operations];
    int to = 0;
    for (int node : sequence) {
      if (chains.creator[node] >= 0) {
        result[to++] = chains.creator[node];
      }
      to = chains.readers(node, result, to);
    }
    result = to == result.length ? result : Arrays.copyOf(result, to);
    return result;
  }
}
