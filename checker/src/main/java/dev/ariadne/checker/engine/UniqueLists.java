package dev.ariadne.checker.engine;

import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.unique.Chains;
import dev.ariadne.checker.unique.Decision;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides in nearly linear time where operations read, write and append to strings or lists, and
 * hardly any two append or write the same.
 *
 * <p>Who reads a sequence names all that made it, in order: a write (or the initial value) and
 * appends. So an append that was seen can only follow right after what it was appended to, and
 * {@link Chains} applies. An append that nobody saw stands, like a write that nobody saw, somewhere
 * outside of all chains: behind one of them, for what comes next is a write or another such append.
 *
 * <p>Where several operations append the same, it is not known which of them was seen where. Two
 * guesses are made. First, each place is given to an operation that may begin and end as any of
 * them does, and those left over may or may not happen: if that cannot be, nothing can. Then each
 * place is given to one of them that fits it: if an order is found, it is replayed, and all is
 * well. Otherwise this does not decide.
 */
final class UniqueLists {

  private final Admitted admitted;
  private final Sequences sequences;
  private final byte[] kind;
  private final int[] call;
  private final int[] ret;

  private UniqueLists(Admitted admitted, Sequences sequences) {
    this.admitted = admitted;
    this.sequences = sequences;
    int n = admitted.size;
    kind = new byte[n];
    call = new int[n];
    ret = new int[n];
    for (int o = 0; o < n; o++) {
      call[o] = admitted.call[o];
      ret[o] = admitted.ret[o];
      kind[o] =
          switch (admitted.kind(o)) {
            case WRITE -> Chains.WRITE;
            case APPEND -> Chains.SWAP;
            case READ -> Chains.READ;
            default -> Chains.OTHER;
          };
    }
  }

  /** An outcome; null if this is not the way to decide. */
  static Outcome decide(Admitted admitted) {
    if (!admitted.updates || admitted.opaque) {
      return null;
    }
    Sequences sequences = Sequences.of(admitted);
    if (sequences == null) {
      return null;
    }
    UniqueLists lists = new UniqueLists(admitted, sequences);
    int[] unexplained = sequences.takeApart();
    if (unexplained.length > 0) {
      return UniqueValues.outcome(new Decision.Contradiction("", unexplained), admitted);
    }
    if (sequences.ambiguous()) {
      return null;
    }
    if (sequences.certain()) {
      return lists.outcome(lists.chains(lists.kind, lists.call, lists.ret, false).decide());
    }
    if (lists.widened().decide() instanceof Decision.Contradiction no) {
      return lists.outcome(no);
    }
    for (Grown grown : sequences.grown()) {
      if (!grown.consistent) {
        return null;
      }
    }
    Decision guess = lists.chains(lists.kind, lists.call, lists.ret, true).decide();
    return guess instanceof Decision.Ordered ? lists.outcome(guess) : null;
  }

  /**
   * Operations that append the same may begin and end as any of them does; nobody saw what begins
   * with what several wrote.
   */
  private Chains widened() {
    byte[] kinds = kind.clone();
    int[] calls = call.clone();
    int[] rets = ret.clone();
    boolean[] seen = new boolean[admitted.size];
    for (int o = 0; o < kinds.length; o++) {
      if (kinds[o] == Chains.READ && sequences.grown().get(sequences.grownOf(o)).doubtful) {
        kinds[o] = Chains.IGNORED;
      }
    }
    for (Grown grown : sequences.grown()) {
      for (int part = 1; part < grown.parts && !grown.doubtful; part++) {
        int[] alike = sequences.alike(grown.part[part]);
        int stands = alike[grown.occurrence[part]];
        seen[stands] = true;
        for (int other : alike) {
          calls[stands] = Math.min(calls[stands], call[other]);
          rets[stands] = Math.max(rets[stands], ret[other]);
        }
      }
    }
    for (int o = 0; o < rets.length; o++) {
      if (kind[o] == Chains.SWAP && !seen[o] && sequences.alikeTo(o).length > 1) {
        rets[o] = Chains.NEVER;
      }
    }
    return chains(kinds, calls, rets, false);
  }

  /** Who follows from whom, if each operation begins and ends like that. */
  private Chains chains(byte[] kinds, int[] calls, int[] rets, boolean guess) {
    int n = admitted.size;
    Chains chains = new Chains(kinds, calls, rets, n, n + 1);
    for (int o = 0; o < n; o++) {
      if (kind[o] == Chains.WRITE || kind[o] == Chains.SWAP) {
        chains.add(o);
      }
    }
    boolean[] given = new boolean[guess ? n : 0];
    int[][] nodes = new int[sequences.grown().size()][];
    for (int g = 0; g < nodes.length; g++) {
      Grown grown = sequences.grown().get(g);
      if (grown.doubtful && !guess) {
        continue;
      }
      nodes[g] = new int[grown.parts];
      nodes[g][0] =
          grown.writes.length == 0
              ? Chains.INITIAL
              : chains.nodeOf(latest(grown.writes, grown.seenBy[0]));
      for (int part = 1; part < grown.parts; part++) {
        int[] alike = sequences.alike(grown.part[part]);
        int operation = alike[grown.occurrence[part]];
        if (guess) {
          operation = fitting(alike, given, grown.seenBy[part], grown.seenSince[part]);
          given[operation] = true;
        }
        nodes[g][part] = chains.nodeOf(operation);
        chains.follows(nodes[g][part], nodes[g][part - 1]);
      }
    }
    for (int o = 0; o < n; o++) {
      if (kinds[o] == Chains.READ) {
        chains.read(o, nodes[sequences.grownOf(o)][sequences.partOf(o)]);
      } else if (kinds[o] == Chains.OTHER) {
        chains.other(o, Chains.NONE);
      }
    }
    return chains;
  }

  /** The one that was called last before something was seen. */
  private int latest(int[] writes, int seenBy) {
    int latest = writes[0];
    for (int o : writes) {
      latest = call[o] < seenBy ? o : latest;
    }
    return latest;
  }

  /**
   * One that is left and was called before it was seen; of those that end after it had not been
   * seen the one that ends first, for it is the most pressing.
   */
  private int fitting(int[] alike, boolean[] given, int seenBy, int notSeenAt) {
    int best = -1;
    int left = -1;
    for (int o : alike) {
      if (!given[o]) {
        left = left < 0 ? o : left;
        boolean fits = call[o] < seenBy && ret[o] > notSeenAt;
        if (fits && (best < 0 || ret[o] < ret[best])) {
          best = o;
        }
      }
    }
    return best < 0 ? left : best;
  }

  private Outcome outcome(Decision decision) {
    return UniqueValues.outcome(
        decision instanceof Decision.Contradiction no
            ? new Decision.Contradiction(no.why(), withReaders(no.evidence()))
            : decision,
        admitted);
  }

  /** Adds those who saw in which order things had been appended, and those that did the same. */
  private int[] withReaders(int[] evidence) {
    Set<Integer> all = new TreeSet<>();
    for (int operation : evidence) {
      all.add(operation);
      boolean appended = admitted.access(operation) instanceof Access.Appends;
      if (appended) {
        Arrays.stream(sequences.alikeTo(operation)).forEach(all::add);
      }
      for (Grown grown : sequences.grown()) {
        boolean in =
            kind[operation] == Chains.READ
                ? sequences.grown().get(sequences.grownOf(operation)) == grown
                : grown.has(operation, appended ? sequences.same(operation) : -1);
        if (in && grown.reader >= 0) {
          all.add(grown.reader);
        }
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }
}
