package dev.ariadne.server.raft;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/** Majorities of voters. Without voters there is none. */
final class Quorum {

  private Quorum() {}

  static boolean isReached(List<Integer> voters, IntPredicate agrees) {
    long yes = voters.stream().filter(agrees::test).count();
    return yes >= size(voters.size()) && !voters.isEmpty();
  }

  /** The highest number that a majority has reached; 0 without voters. */
  static long reached(List<Integer> voters, IntToLongFunction number) {
    if (voters.isEmpty()) {
      return 0;
    }
    long[] ascending = voters.stream().mapToLong(number::applyAsLong).sorted().toArray();
    return ascending[ascending.length - size(ascending.length)];
  }

  private static int size(int voters) {
    return voters / 2 + 1;
  }
}
