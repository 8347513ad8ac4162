package dev.ariadne.checker.engine;

import dev.ariadne.checker.model.Access.Kind;
import dev.ariadne.checker.unique.Chains;
import dev.ariadne.checker.unique.Decision;
import java.util.Arrays;

/**
 * Decides in nearly linear time if only one value is written more than once, such as a register
 * some of whose writes are deletes.
 *
 * <p>A read of that value does not say which write it saw. Two guesses are made. First, all that
 * write or read it stand for themselves: a read is taken for a write of a value of its own. That is
 * weaker than the truth, for in an order that explains the history each such read can be exchanged
 * for such a write; so if that cannot be, nothing can. A read that lies within the time during
 * which some other value was certainly there is found so. Then each read is given to a write that
 * fits it, in order of their ends; if an order is found, it is replayed, and all is well. Otherwise
 * this does not decide.
 */
final class OneRepeatedValue {

  /** The most writes with a read, and the most without one, that are tried for a read. */
  private static final int TRIED_MAX = 32;

  private static final int ITSELF = -1;
  private static final int INITIALLY = -2;

  private final OperationTable table;
  private final int repeated;
  private final byte[] kind;

  /** By value that does not return: who brings it about. */
  private final int[] writer;

  /** By operation on the value that returns: whose value it sees, or one of the above. */
  private final int[] sees;

  private OneRepeatedValue(OperationTable table, int repeated, int[] writer) {
    this.table = table;
    this.repeated = repeated;
    this.writer = writer;
    kind = new byte[table.size];
    sees = new int[table.size];
    Arrays.fill(sees, ITSELF);
  }

  /** Returns an outcome; null if there is no decision this way. */
  static Outcome decide(OperationTable table) {
    if (!table.plain) {
      return null;
    }
    int[] writer = new int[table.values().size()];
    Arrays.fill(writer, ITSELF);
    writer[OperationTable.INITIAL] = INITIALLY;
    int repeated = -1;
    for (int o = 0; o < table.size; o++) {
      if (o > 0 && table.call[o] <= table.call[o - 1]) {
        return null;
      }
      int written = swapsNothing(table, o) ? OperationTable.NONE : table.written(o);
      if (written >= 0 && writer[written] != ITSELF && repeated != written) {
        if (repeated >= 0) {
          return null;
        }
        repeated = written;
      } else if (written >= 0) {
        writer[written] = o;
      }
    }
    for (int o = 0; o < table.size; o++) {
      boolean names = table.expected(o) == repeated || table.written(o) == repeated;
      if (names && table.kind(o) != Kind.READ && table.kind(o) != Kind.WRITE) {
        return null; // It would have to stand right before or behind another.
      }
    }
    return repeated < 0 ? null : new OneRepeatedValue(table, repeated, writer).decide();
  }

  private static boolean swapsNothing(OperationTable table, int o) {
    return table.kind(o) == Kind.SWAP && table.expected(o) == table.written(o);
  }

  private Outcome decide() {
    Chains weaker = chains();
    if (weaker == null) {
      return null;
    }
    Decision decision = weaker.decide();
    if (!(decision instanceof Decision.Ordered)) {
      return UniqueValues.outcome(decision, table);
    }
    if (!new Matching(weaker).match()) {
      return null;
    }
    Decision guess = chains().decide();
    return guess instanceof Decision.Ordered ? UniqueValues.outcome(guess, table) : null;
  }

  private boolean isRepeated(int o) {
    return (table.kind(o) == Kind.READ ? table.expected(o) : table.written(o)) == repeated;
  }

  /** The chains, if everybody sees what is said in {@link #sees}; null if a value has no writer. */
  private Chains chains() {
    int n = table.size;
    for (int o = 0; o < n; o++) {
      kind[o] =
          switch (table.kind(o)) {
            case READ -> isRepeated(o) && sees[o] == ITSELF ? Chains.WRITE : Chains.READ;
            case WRITE -> sees[o] == ITSELF ? Chains.WRITE : Chains.READ;
            case SWAP -> swapsNothing(table, o) ? Chains.READ : Chains.SWAP;
            default -> Chains.OTHER;
          };
    }
    Chains chains = new Chains(kind, table.call, table.ret, n, n + 1);
    for (int o = 0; o < n; o++) {
      if (kind[o] == Chains.WRITE || kind[o] == Chains.SWAP) {
        chains.add(o);
      }
    }
    for (int o = 0; o < n; o++) {
      if (kind[o] == Chains.WRITE || kind[o] == Chains.READ && !table.required[o]) {
        continue;
      }
      int by = isRepeated(o) ? sees[o] : table.expected(o) < 0 ? ITSELF : writer[table.expected(o)];
      int node = by == INITIALLY ? Chains.INITIAL : by == ITSELF ? Chains.NONE : chains.nodeOf(by);
      switch (kind[o]) {
        case Chains.SWAP -> chains.follows(chains.nodeOf(o), node < 0 ? Chains.IMPOSSIBLE : node);
        case Chains.OTHER -> chains.other(o, node);
        default -> {
          if (node < 0) {
            return null; // The search says so at once.
          }
          chains.read(o, node);
        }
      }
    }
    return chains;
  }

  /** Gives reads of the value that returns to writes of it. */
  private final class Matching {

    /** Times during which other values are certainly there, in order. */
    private final long[] taken;

    /** Times within which another value has to be there, by their beginnings; see below. */
    private final long[] within;

    /** The earliest end of those that begin as late as this one or later. */
    private final int[] endsFrom;

    // Groups: a write, or the initial value, and its readers; their first return and last call.
    private int[] by = new int[16];
    private int[] first = new int[16];
    private int[] last = new int[16];
    private int groups;

    Matching(Chains chains) {
      int[] roots = chains.roots();
      long[] forward = new long[roots.length + 1];
      long[] backward = new long[roots.length];
      int forwards = 0;
      int backwards = 0;
      if (repeated != OperationTable.INITIAL) {
        forward[forwards++] = chains.latestCall(Chains.INITIAL) & 0xFFFFFFFFL | -1L << 32;
      }
      for (int root : roots) {
        if (isRepeated(chains.creatorOf(root))) {
          continue;
        }
        int f = chains.earliestReturn(root);
        int s = chains.latestCall(root);
        if (f < s) {
          forward[forwards++] = (long) f << 32 | s;
        } else {
          backward[backwards++] = (long) s << 32 | f;
        }
      }
      taken = Arrays.copyOf(forward, forwards);
      within = Arrays.copyOf(backward, backwards);
      Arrays.sort(taken);
      Arrays.sort(within);
      endsFrom = new int[backwards + 1];
      endsFrom[backwards] = Integer.MAX_VALUE;
      for (int i = backwards - 1; i >= 0; i--) {
        endsFrom[i] = Math.min(endsFrom[i + 1], (int) within[i]);
      }
    }

    /** Whether a group with that first return and last call can stand somewhere. */
    private boolean fits(int f, int s) {
      int at = after(taken, f);
      if (f >= s) {
        // In any one instant from s to f: at f, unless that is taken from s on.
        return at == 0 || (int) taken[at - 1] < f || (int) (taken[at - 1] >> 32) >= s;
      }
      boolean free = at == 0 || (int) taken[at - 1] <= f;
      free &= at == taken.length || (int) (taken[at] >> 32) >= s;
      return free && endsFrom[after(within, f)] > s;
    }

    /** The first that begins after a time. */
    private static int after(long[] times, int time) {
      int low = 0;
      int high = times.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if ((int) (times[middle] >> 32) > time) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }

    boolean match() {
      long[] reads = byReturn(Kind.READ);
      long[] writes = byReturn(Kind.WRITE);
      boolean[] used = new boolean[writes.length];
      int free = 0;
      if (repeated == OperationTable.INITIAL) {
        begin(INITIALLY, -1, -1);
      }
      for (long read : reads) {
        int r = (int) read;
        int group = groups - 1;
        while (group >= 0 && group >= groups - TRIED_MAX && !joins(r, group)) {
          group--;
        }
        if (group >= 0 && group >= groups - TRIED_MAX) {
          continue;
        }
        int found = founder(r, writes, used);
        if (found < 0) {
          return false;
        }
        used[found] = true;
      }
      for (int w = 0; w < writes.length; w++) {
        if (!used[w] && table.required[(int) writes[w]]) {
          joinWithin((int) writes[w]);
        }
      }
      return true;
    }

    /**
     * A write that a read can be the first to see; of those the one after which the value has to
     * stay for the shortest time; or -1.
     */
    private int founder(int read, long[] writes, boolean[] used) {
      int tried = 0;
      int best = -1;
      int bestSpan = Integer.MAX_VALUE;
      for (int w = behindLastGroup(writes); w < writes.length && tried < TRIED_MAX; w++) {
        int write = (int) writes[w];
        if (used[w] || table.ret[read] < table.call[write]) {
          continue;
        }
        tried++;
        int f = Math.min(table.ret[write], table.ret[read]);
        int s = Math.max(table.call[write], table.call[read]);
        int span = Math.max(0, s - f);
        if (span < bestSpan && fits(f, s) && apart(f, s, groups)) {
          best = w;
          bestSpan = span;
        }
      }
      if (best >= 0) {
        int write = (int) writes[best];
        sees[read] = write;
        begin(
            write,
            Math.min(table.ret[write], table.ret[read]),
            Math.max(table.call[write], table.call[read]));
      }
      return best;
    }

    /** Whether a group with that first return and last call can stand before or behind others. */
    private boolean apart(int f, int s, int group) {
      for (int other = groups - 1; other >= 0 && other >= groups - TRIED_MAX; other--) {
        if (other != group && last[other] > f && s > first[other]) {
          return false;
        }
      }
      return true;
    }

    /** The first write that ends after the last group begins: others are of no use any more. */
    private int behindLastGroup(long[] writes) {
      return groups == 0 ? 0 : after(writes, first[groups - 1] - 1);
    }

    private long[] byReturn(Kind of) {
      long[] all = new long[table.size];
      int count = 0;
      for (int o = 0; o < all.length; o++) {
        if (table.kind(o) == of && isRepeated(o)) {
          all[count++] = (long) table.ret[o] << 32 | o;
        }
      }
      long[] sorted = Arrays.copyOf(all, count);
      Arrays.sort(sorted);
      return sorted;
    }

    private void begin(int write, int f, int s) {
      if (groups == by.length) {
        by = Arrays.copyOf(by, 2 * groups);
        first = Arrays.copyOf(first, 2 * groups);
        last = Arrays.copyOf(last, 2 * groups);
      }
      by[groups] = write;
      first[groups] = f;
      last[groups++] = s;
    }

    /** Lets a read see what a group sees, if it can. */
    private boolean joins(int read, int group) {
      int f = Math.min(first[group], table.ret[read]);
      int s = Math.max(last[group], table.call[read]);
      int wrote = by[group] == INITIALLY ? -1 : table.call[by[group]];
      if (table.ret[read] < wrote || !fits(f, s) || !apart(f, s, group)) {
        return false;
      }
      first[group] = f;
      last[group] = s;
      sees[read] = by[group];
      return true;
    }

    /** A write while the value is there changes nothing: it is as good as a read. */
    private void joinWithin(int write) {
      for (int group = groups - 1; group >= 0; group--) {
        if (first[group] < table.call[write] && table.ret[write] < last[group]) {
          sees[write] = by[group];
          return;
        }
        if (last[group] < table.call[write] && group < groups - TRIED_MAX) {
          return;
        }
      }
    }
  }
}
