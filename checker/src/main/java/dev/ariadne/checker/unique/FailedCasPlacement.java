package dev.ariadne.checker.unique;

import java.util.Arrays;

/**
 * Finds a moment for each failed compare-and-set. It says only which value the state did not have.
 *
 * <p>Given the order of the nodes, let every node begin as early as possible. An operation that
 * says "not u" and is open during [c, r] is satisfied if u is not the state at c, or if u ends
 * before r. If neither holds in this earliest schedule, u must begin after c, because u ends no
 * sooner in any later schedule. So u is made to begin after c, which delays every later node, and
 * all operations are checked again. This only raises lower bounds that hold in every schedule. So
 * it ends, either with the earliest schedule that satisfies all operations, or with an operation
 * that this order cannot satisfy.
 *
 * <p>For that operation, one of these may be placed after u: an unknown write that nobody saw, an
 * unknown compare-and-set from u, or a chain that can move there. If none fits, another order of
 * the nodes may exist. Then the decision is open, except if u was certainly the state all the time.
 *
 * <p>Times are doubled, so that there is one between any two events.
 */
final class FailedCasPlacement {

  /** The most rounds; a round takes time linear in the number of operations. */
  private static final int ROUNDS_MAX = 40;

  /** The most unknown writes that are tried for one operation. */
  private static final int SPARES_TRIED = 64;

  /** The most nodes that are searched for a chain that could follow a node. */
  private static final int OTHERS_TRIED = 256;

  private final Chains chains;
  private int[] sequence;

  /** The operations to place, in order of call, and the node at which each happens. */
  private final int[] who;

  private final int[] where;

  /** By node: its place in the sequence, or -1. */
  private final int[] placeOf;

  /** By place: when the node begins. */
  private int[] begin;

  /** By place: before when it has to begin, for the sake of itself and all behind it. */
  private int[] limit;

  /** By node: not before that. */
  private int[] notBefore;

  /** By root: whether its chain goes somewhere else after this round. */
  private boolean[] moved;

  /**
   * The creators of unknown outcome that no operation needs, in order of call; negative if used.
   */
  private int[] spares;

  FailedCasPlacement(Chains chains, int[] sequence) {
    this.chains = chains;
    this.sequence = sequence;
    int count = 0;
    for (int o = 0; o < chains.operations; o++) {
      count += chains.kind[o] == Chains.OTHER && chains.ret[o] != Chains.NEVER ? 1 : 0;
    }
    who = new int[count];
    where = new int[count];
    count = 0;
    for (int o = 0; o < chains.operations; o++) {
      if (chains.kind[o] == Chains.OTHER && chains.ret[o] != Chains.NEVER) {
        who[count++] = o;
      }
    }
    placeOf = new int[chains.nodes];
  }

  /** Gives each operation a node during which it happens. Returns null on success. */
  Decision place() {
    if (2L * chains.call[chains.operations - 1] + 2 >= Chains.NEVER) {
      return new Decision.Open("the history is too long");
    }
    index();
    for (int round = 0; round < ROUNDS_MAX; round++) {
      schedule();
      int[] inserted = null;
      boolean again = false;
      int at = 0;
      for (int i = 0; i < who.length; i++) {
        int c = 2 * chains.call[who[i]];
        int r = doubled(chains.ret[who[i]]);
        while (at + 1 < sequence.length && begin[at + 1] <= c) {
          at++;
        }
        int not = chains.nodeOf[who[i]];
        int here = sequence[at];
        where[i] = here;
        if (here != not) {
          continue;
        }
        if (at + 1 < sequence.length && begin[at + 1] < r) {
          where[i] = sequence[at + 1];
        } else if (at > 0 && c + 1 < limit[at]) {
          raise(not, c + 1);
          again = true;
        } else if (inserted == null || inserted[at] == 0) {
          int end = lastOfChain(at, r) ? spare(at, r) : -1;
          end = end < 0 && lastOfChain(at, r) ? other(at, r) : end;
          if (end < 0) {
            return stuck(who[i], not);
          }
          inserted = inserted == null ? new int[sequence.length] : inserted;
          inserted[at] = end;
          again = true;
        }
      }
      if (!again) {
        if (!valid()) {
          return new Decision.Open("no order that was tried fits the failed compare-and-sets");
        }
        for (int i = 0; i < who.length; i++) {
          chains.nodeOf[who[i]] = where[i];
        }
        return null;
      }
      if (inserted != null) {
        insert(inserted);
      }
    }
    return new Decision.Open(
        "no place was found for all failed compare-and-sets in the rounds allowed");
  }

  /** The nodes in their order, those among them that were thought to be of no use. */
  int[] sequence() {
    return sequence;
  }

  private static int doubled(int position) {
    return position == Chains.NEVER ? Chains.NEVER : 2 * position;
  }

  private void raise(int node, int time) {
    if (notBefore == null) {
      notBefore = new int[chains.nodes];
    }
    notBefore[node] = Math.max(notBefore[node], time);
  }

  private void index() {
    Arrays.fill(placeOf, -1);
    begin = new int[sequence.length];
    limit = new int[sequence.length];
    int earliest = Chains.NEVER;
    for (int at = sequence.length - 1; at >= 0; at--) {
      int node = sequence[at];
      placeOf[node] = at;
      earliest = Math.min(earliest, doubled(chains.readRet[node]));
      if (chains.creator[node] >= 0) {
        earliest = Math.min(earliest, doubled(chains.ret[chains.creator[node]]));
      }
      limit[at] = earliest;
    }
  }

  private void schedule() {
    int now = -1;
    for (int at = 0; at < sequence.length; at++) {
      int node = sequence[at];
      if (chains.creator[node] >= 0) {
        now = Math.max(now, 2 * chains.call[chains.creator[node]]);
      }
      if (notBefore != null) {
        now = Math.max(now, notBefore[node]);
      }
      begin[at] = now;
      now = Math.max(now, 2 * chains.readCall[node]);
    }
  }

  /** Whether everything begins in time; then it ends in time too, for nothing takes time. */
  private boolean valid() {
    for (int at = 0; at < sequence.length; at++) {
      if (begin[at] >= limit[at] && at > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether something could follow the node at a place before r. */
  private boolean lastOfChain(int at, int r) {
    boolean last = at + 1 == sequence.length || chains.root(sequence[at + 1]);
    return last && over(at) < r;
  }

  /** From when on something may follow the node at a place. */
  private int over(int at) {
    return Math.max(begin[at], 2 * chains.readCall[sequence[at]]);
  }

  /** Something that can end the node at a place before r, and has not been needed; or -1. */
  private int spare(int at, int r) {
    int node = sequence[at];
    if (spares == null) {
      findSpares();
    }
    int until = at + 1 < sequence.length ? Math.min(r, limit[at + 1]) : r;
    int low = 0;
    int high = spares.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (2 * chains.call[chains.creator[Math.abs(spares[middle])]] < until) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low - 1; i >= 0 && i >= low - SPARES_TRIED; i--) {
      int spare = spares[i];
      if (spare > 0 && (chains.root(spare) || chains.parent(spare) == node)) {
        spares[i] = -spare;
        return spare;
      }
    }
    return -1;
  }

  /**
   * The root of a chain that stands elsewhere, may just as well stand right behind a place, and
   * begins before r then; or -1. What its moving takes from others will show in the next round.
   */
  private int other(int at, int r) {
    int first = at;
    while (!chains.root(sequence[first])) {
      first--;
    }
    for (int i = first - 1; i > 0 && i >= first - OTHERS_TRIED; i--) {
      int root = sequence[i];
      if (chains.root(root) && !moving(root) && doubled(chains.earliestReturn(root)) > over(at)) {
        return move(root);
      }
    }
    for (int i = at + 2; i < sequence.length && i <= at + OTHERS_TRIED; i++) {
      int root = sequence[i];
      if (chains.root(root)
          && !moving(root)
          && 2 * chains.call[chains.creator[root]] < r
          && 2 * chains.latestCall(root) < limit[at + 1]) {
        return move(root);
      }
    }
    return -1;
  }

  private int move(int root) {
    moved = moved == null ? new boolean[chains.nodes] : moved;
    moved[root] = true;
    return root;
  }

  private boolean moving(int root) {
    return moved != null && moved[root];
  }

  private void findSpares() {
    int[] found = new int[16];
    int count = 0;
    for (int node = 1; node < chains.nodes; node++) {
      if (!chains.live(node)) {
        found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
        found[count++] = node;
      }
    }
    spares = Arrays.copyOf(found, count);
  }

  private void insert(int[] inserted) {
    int more = 0;
    for (int node : inserted) {
      more += node == 0 || moving(node) ? 0 : 1;
    }
    int[] other = new int[sequence.length + more];
    int to = 0;
    boolean elsewhere = false;
    for (int at = 0; at < sequence.length; at++) {
      elsewhere = chains.root(sequence[at]) ? moving(sequence[at]) : elsewhere;
      if (!elsewhere) {
        other[to++] = sequence[at];
      }
      if (inserted[at] == 0) {
        continue;
      }
      if (!moving(inserted[at])) {
        other[to++] = inserted[at];
        chains.revive(inserted[at]);
        continue;
      }
      for (int node = inserted[at]; node >= 0; node = chains.child(node)) {
        other[to++] = node;
      }
    }
    moved = null;
    sequence = other;
    index();
  }

  /**
   * A chain has come to a node by the earliest return of all that stands there or behind it, and is
   * not past it before the latest call of all that stands there or before it, the next creator
   * included. Who is open only in between sees nothing else.
   */
  private Decision stuck(int operation, int node) {

    int root = node;
    while (!chains.root(root)) {
      root = chains.parent(root);
    }
    int by = -1;
    int until = -1;
    int atLatest = node == Chains.INITIAL ? -1 : Chains.NEVER;
    int atEarliest = -1;
    boolean behind = false;
    for (int at = root; at >= 0; at = chains.child(at)) {
      behind |= at == node;
      int creator = chains.creator[at];
      boolean before = !behind || at == node || at == chains.child(node);
      if (creator >= 0 && before && chains.call[creator] > atEarliest) {
        atEarliest = chains.call[creator];
        until = creator;
      }
      if (creator >= 0 && behind && chains.ret[creator] < atLatest) {
        atLatest = chains.ret[creator];
        by = creator;
      }
      if ((!behind || at == node) && chains.readCall[at] > atEarliest) {
        atEarliest = chains.readCall[at];
        until = chains.reader(at, atEarliest, true);
      }
      if (behind && chains.readRet[at] < atLatest) {
        atLatest = chains.readRet[at];
        by = chains.reader(at, atLatest, false);
      }
    }
    if (atLatest < chains.call[operation] && chains.ret[operation] < atEarliest) {
      int[] evidence = Chains.concat(chains.witnesses(node), operation, by, until);
      if (until >= 0) {
        evidence = Chains.concat(evidence, chains.witnesses(chains.nodeOf[until]));
      }
      if (by >= 0) {
        evidence = Chains.concat(evidence, chains.witnesses(chains.nodeOf[by]));
      }
      return new Decision.Refuted(
          "a compare-and-set failed although the value that it expected was there all the time",
          Chains.distinct(evidence));
    }
    return new Decision.Open("no order that was tried fits a failed compare-and-set");
  }
}
