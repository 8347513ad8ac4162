package dev.ariadne.server.raft;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/** Majorities of voters. Without voters there is none. */
final class Quorum {

  private Quorum() {}

  static boolean isReached(List<Integer> voters, IntPredicate agrees) {
    int yes = 0;
    for (int voter : voters) {
      yes += agrees.test(voter) ? 1 : 0;
    }
    return yes >= size(voters.size()) && !voters.isEmpty();
  }

  /** The highest number that a majority has reached; 0 without voters. */
  static long reached(List<Integer> voters, IntToLongFunction number) {
    if (voters.isEmpty()) {
      return 0;
    }
    long[] ascending = new long[voters.size()];
    for (int i = 0; i < ascending.length; i++) {
      ascending[i] = number.applyAsLong(voters.get(i));
    }
    Arrays.sort(ascending);
    return ascending[ascending.length - size(ascending.length)];
  }

  private static int size(int voters) {
    return voters / 2 + 1;
  }
}
