package dev.ariadne.checker.engine;

import dev.ariadne.checker.model.Access;
import dev.ariadne.checker.unique.Chains;
import dev.ariadne.checker.unique.Decision;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides in nearly linear time if operations read, write and append to strings or lists, and
 * hardly any two append or write the same.
 *
 * <p>A read of a sequence names all operations that made it, in order: a write (or the initial
 * value) and appends. So an append that was seen can only follow right after what it was appended
 * to, and {@link Chains} applies. An append that nobody saw stands, like a write that nobody saw,
 * somewhere outside of all chains: behind one of them, for what comes next is a write or another
 * such append.
 *
 * <p>Where several operations append the same, it is not known which of them was seen where. Two
 * guesses are made. First, each place is given to an operation that may begin and end as any of
 * them does, and those left over may or may not happen: if that cannot be, nothing can. Then each
 * place is given to one of them that fits it: if an order is found, it is replayed, and all is
 * well. Otherwise this does not decide.
 */
final class UniqueAppends {

  private final OperationTable table;
  private final SequenceParser parser;
  private final byte[] kind;
  private final int[] call;
  private final int[] ret;

  private UniqueAppends(OperationTable table, SequenceParser parser) {
    this.table = table;
    this.parser = parser;
    int n = table.size;
    kind = new byte[n];
    call = new int[n];
    ret = new int[n];
    for (int o = 0; o < n; o++) {
      call[o] = table.call[o];
      ret[o] = table.ret[o];
      kind[o] =
          switch (table.kind(o)) {
            case WRITE -> Chains.WRITE;
            case APPEND -> Chains.SWAP;
            case READ -> Chains.READ;
            default -> Chains.OTHER;
          };
    }
  }

  /** Returns an outcome; null if there is no decision this way. */
  static Outcome decide(OperationTable table) {
    if (!table.updates || table.opaque) {
      return null;
    }
    SequenceParser parser = SequenceParser.of(table);
    if (parser == null) {
      return null;
    }
    UniqueAppends appends = new UniqueAppends(table, parser);
    int[] unexplained = parser.parse();
    if (unexplained.length > 0) {
      return UniqueValues.outcome(new Decision.Refuted("", unexplained), table);
    }
    if (parser.ambiguous()) {
      return null;
    }
    if (parser.certain()) {
      return appends.outcome(
          appends.chains(appends.kind, appends.call, appends.ret, false).decide());
    }
    if (appends.widened().decide() instanceof Decision.Refuted no) {
      return appends.outcome(no);
    }
    for (ParsedSequence parsed : parser.parsed()) {
      if (!parsed.consistent) {
        return null;
      }
    }
    Decision guess = appends.chains(appends.kind, appends.call, appends.ret, true).decide();
    return guess instanceof Decision.Ordered ? appends.outcome(guess) : null;
  }

  /**
   * A weaker history: operations that append the same element may begin and end as any of them
   * does, and reads of sequences whose beginning several operations wrote are ignored.
   */
  private Chains widened() {
    byte[] kinds = kind.clone();
    int[] calls = call.clone();
    int[] rets = ret.clone();
    boolean[] seen = new boolean[table.size];
    for (int o = 0; o < kinds.length; o++) {
      if (kinds[o] == Chains.READ && parser.parsed().get(parser.parsedOf(o)).doubtful) {
        kinds[o] = Chains.IGNORED;
      }
    }
    for (ParsedSequence parsed : parser.parsed()) {
      for (int part = 1; part < parsed.parts && !parsed.doubtful; part++) {
        int[] appenders = parser.appenders(parsed.part[part]);
        int stands = appenders[parsed.occurrence[part]];
        seen[stands] = true;
        for (int other : appenders) {
          calls[stands] = Math.min(calls[stands], call[other]);
          rets[stands] = Math.max(rets[stands], ret[other]);
        }
      }
    }
    for (int o = 0; o < rets.length; o++) {
      if (kind[o] == Chains.SWAP && !seen[o] && parser.sameAppends(o).length > 1) {
        rets[o] = Chains.NEVER;
      }
    }
    return chains(kinds, calls, rets, false);
  }

  /** The chains, given the begin and the end of each operation. */
  private Chains chains(byte[] kinds, int[] calls, int[] rets, boolean guess) {
    int n = table.size;
    Chains chains = new Chains(kinds, calls, rets, n, n + 1);
    for (int o = 0; o < n; o++) {
      if (kind[o] == Chains.WRITE || kind[o] == Chains.SWAP) {
        chains.add(o);
      }
    }
    boolean[] given = new boolean[guess ? n : 0];
    int[][] nodes = new int[parser.parsed().size()][];
    for (int g = 0; g < nodes.length; g++) {
      ParsedSequence parsed = parser.parsed().get(g);
      if (parsed.doubtful && !guess) {
        continue;
      }
      nodes[g] = new int[parsed.parts];
      nodes[g][0] =
          parsed.writes.length == 0
              ? Chains.INITIAL
              : chains.nodeOf(latest(parsed.writes, parsed.seenBy[0]));
      for (int part = 1; part < parsed.parts; part++) {
        int[] appenders = parser.appenders(parsed.part[part]);
        int operation = appenders[parsed.occurrence[part]];
        if (guess) {
          operation = fitting(appenders, given, parsed.seenBy[part], parsed.seenSince[part]);
          given[operation] = true;
        }
        nodes[g][part] = chains.nodeOf(operation);
        chains.follows(nodes[g][part], nodes[g][part - 1]);
      }
    }
    for (int o = 0; o < n; o++) {
      if (kinds[o] == Chains.READ) {
        chains.read(o, nodes[parser.parsedOf(o)][parser.partOf(o)]);
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
  private int fitting(int[] appenders, boolean[] given, int seenBy, int notSeenAt) {
    int best = -1;
    int left = -1;
    for (int o : appenders) {
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
        decision instanceof Decision.Refuted no
            ? new Decision.Refuted(no.why(), withReaders(no.evidence()))
            : decision,
        table);
  }

  /** Adds those who saw in which order things had been appended, and those that did the same. */
  private int[] withReaders(int[] evidence) {
    Set<Integer> all = new TreeSet<>();
    for (int operation : evidence) {
      all.add(operation);
      boolean appended = table.access(operation) instanceof Access.Appends;
      if (appended) {
        Arrays.stream(parser.sameAppends(operation)).forEach(all::add);
      }
      for (ParsedSequence parsed : parser.parsed()) {
        boolean in =
            kind[operation] == Chains.READ
                ? parser.parsed().get(parser.parsedOf(operation)) == parsed
                : parsed.has(operation, appended ? parser.elementOf(operation) : -1);
        if (in && parsed.reader >= 0) {
          all.add(parsed.reader);
        }
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }
}
