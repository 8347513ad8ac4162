package dev.ariadne.checker.model;

import dev.ariadne.checker.history.Operation;
import dev.ariadne.checker.history.Output;
import dev.ariadne.checker.model.Shortcut.ContradictionKind;
import dev.ariadne.checker.model.Shortcut.Needed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides histories of a counter without search, where possible. An operation that saw a number saw
 * the sum of the initial number, of all additions that ended before it began, and of some additions
 * that began before it ended. A number that no such sum gives is a contradiction. So is a number
 * that is smaller than one seen earlier, if nothing is subtracted. Without a contradiction, {@link
 * CounterOrder} may find an order.
 */
final class CounterShortcut {

  /** Words of 64 sums that are looked at in all, to see which sums of some numbers there are. */
  private static final int SUM_WORDS_MAX = 4_000_000;

  /** More operations than this are not left out one by one to see which of them matter. */
  private static final int ONE_BY_ONE_MAX = 300;

  /** No number or sum is larger; so no arithmetic overflows. */
  private static final long LARGEST = 1L << 40;

  private static final int OPERATIONS_MAX = 1 << 20;

  /**
   * An operation that may change the number, with its amount.
   *
   * @param failed whether it certainly did not happen
   */
  record Add(Operation operation, long by, boolean failed) {}

  /** An operation that saw a number, with the number before its own addition. */
  record Seen(Operation operation, long value) {}

  private final long initial;
  private final List<Add> adds;
  private final List<Seen> seen;
  private long wordsLeft = SUM_WORDS_MAX;

  private CounterShortcut(long initial, List<Add> adds, List<Seen> seen) {
    this.initial = initial;
    this.adds = adds;
    this.seen = seen;
  }

  /** Decides the operations of a {@link Counter}; empty if that is not possible. */
  static Optional<Shortcut> find(Object initial, List<Operation> operations) {
    List<Add> adds = new ArrayList<>();
    List<Seen> seen = new ArrayList<>();
    if (operations.size() > OPERATIONS_MAX) {
      return Optional.empty();
    }
    for (Operation o : operations) {
      boolean read = o.input().f().equals("read");
      long by = 0;
      if (!read) {
        BigInteger amount = Counter.by(o.input());
        if (amount.bitLength() > Long.numberOfTrailingZeros(LARGEST)) {
          return Optional.empty();
        }
        by = amount.longValue();
        adds.add(new Add(o, by, o.output() instanceof Output.Failed));
      }
      boolean answers = read || o.input().f().equals("add-and-get");
      if (answers && o.output() instanceof Output.Ok ok) {
        if (!(ok.value() instanceof Long value) || Math.abs(value) > LARGEST) {
          return Optional.empty();
        }
        seen.add(new Seen(o, value - by));
      }
    }
    long first = initial instanceof Long n ? n : 0;
    boolean absent = !(initial instanceof Long) && initial != null;
    if (Math.abs(first) > LARGEST || absent && !KeyValue.absent(initial)) {
      return Optional.empty();
    }
    seen.sort(Comparator.comparingInt(one -> one.operation().ret()));
    CounterShortcut counter = new CounterShortcut(first, adds, seen);
    Optional<Shortcut> found = counter.contradiction();
    return found.isPresent()
        ? found
        : CounterOrder.of(first, adds, seen).map(Shortcut.CandidateOrder::new);
  }

  /** Sums over operations by a bound of their position: those at or below it. */
  private static final class Sums {
    private final int[] positions;
    private final long[] sums;

    Sums(List<Add> adds, boolean byCall, int sign) {
      List<Add> some =
          new ArrayList<>(
              adds.stream()
                  .filter(add -> !add.failed() && (sign == 0 || Long.signum(add.by()) == sign))
                  .toList());
      some.sort(
          Comparator.comparingInt(add -> byCall ? add.operation().call() : add.operation().ret()));
      positions = new int[some.size()];
      sums = new long[some.size() + 1];
      for (int i = 0; i < positions.length; i++) {
        Operation o = some.get(i).operation();
        positions[i] = byCall ? o.call() : o.ret();
        sums[i + 1] = sums[i] + some.get(i).by();
      }
    }

    /** The sum of the additions below a position. */
    long below(int position) {
      int at = Arrays.binarySearch(positions, position);
      int end = at >= 0 ? at : -at - 1;
      while (end > 0 && positions[end - 1] >= position) {
        end--;
      }
      return sums[end];
    }
  }

  private Optional<Shortcut> contradiction() {
    Sums ended = new Sums(adds, false, 0);
    Sums raisesBegun = new Sums(adds, true, 1);
    Sums raisesEnded = new Sums(adds, false, 1);
    Sums lowersBegun = new Sums(adds, true, -1);
    Sums lowersEnded = new Sums(adds, false, -1);
    // By observer, in order of ends: the one up to it that saw the most.
    int[] highest = new int[seen.size()];
    for (int i = 0; i < seen.size(); i++) {
      Seen one = seen.get(i);
      Operation o = one.operation();
      long own = one.operation().input().f().equals("read") ? 0 : own(o);
      long certain = initial + ended.below(o.call());
      long most =
          certain + raisesBegun.below(o.ret()) - raisesEnded.below(o.call()) - Math.max(0, own);
      long least =
          certain + lowersBegun.below(o.ret()) - lowersEnded.below(o.call()) - Math.min(0, own);
      if (one.value() < least || one.value() > most || !reachable(one, certain, least, most)) {
        return Optional.of(wrongSum(one, certain, least, most));
      }
      int before = endedBefore(o.call(), i);
      Optional<Shortcut> falls =
          before == 0 ? Optional.empty() : falls(seen.get(highest[before - 1]), one);
      if (falls.isPresent()) {
        return falls;
      }
      highest[i] = i == 0 || shown(one) > shown(seen.get(highest[i - 1])) ? i : highest[i - 1];
    }
    return Optional.empty();
  }

  /** How many of the first observers had ended at a position. */
  private int endedBefore(int position, int among) {
    int low = 0;
    int high = among;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (seen.get(middle).operation().ret() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether all additions go up and see nothing, so that a smaller sum needs each that is kept. */
  private boolean isPlain() {
    return adds.stream()
        .allMatch(add -> add.by() > 0 && !add.operation().input().f().equals("add-and-get"));
  }

  private static boolean isRead(Operation o) {
    return o.input().f().equals("read");
  }

  private static long own(Operation o) {
    return Counter.by(o.input()).longValue();
  }

  /** The number that there was when it had happened. */
  private static long shown(Seen one) {
    boolean read = one.operation().input().f().equals("read");
    return one.value() + (read ? 0 : own(one.operation()));
  }

  /** The additions that may or may not have happened before an operation saw its number. */
  private List<Add> optional(Operation o) {
    return adds.stream()
        .filter(
            add ->
                !add.failed()
                    && add.operation().number() != o.number()
                    && add.operation().call() < o.ret()
                    && add.operation().ret() > o.call())
        .toList();
  }

  private boolean reachable(Seen one, long certain, long least, long most) {
    if (certain == one.value() || least == most) {
      return certain == one.value();
    }
    long units = Math.max(1, adds.size() / 16);
    if (wordsLeft < units) {
      return true; // Nothing is said.
    }
    wordsLeft -= units;
    long[] some = optional(one.operation()).stream().mapToLong(Add::by).toArray();
    return sums(some, one.value() - certain);
  }

  /**
   * Whether some of the numbers have that sum; true also where looking would take too long.
   *
   * @param target between the sum of those below 0 and that of those above
   */
  private boolean sums(long[] some, long target) {
    long least = 0;
    long most = 0;
    for (long by : some) {
      least += Math.min(0, by);
      most += Math.max(0, by);
    }
    if (target < least || target > most) {
      return false;
    }
    long width = most - least + 1;
    long words = (width / Long.SIZE + 1) * some.length;
    if (words > wordsLeft) {
      return true;
    }
    wordsLeft -= words;
    // A bit for each sum; those below 0 move what there is to the right.
    BigInteger sums = BigInteger.ONE.shiftLeft((int) -least);
    for (long by : some) {
      sums = sums.or(by > 0 ? sums.shiftLeft((int) by) : sums.shiftRight((int) -by));
    }
    return sums.testBit((int) (target - least));
  }

  private Shortcut wrongSum(Seen one, long certain, long least, long most) {
    Operation o = one.operation();
    List<Needed> needed = new ArrayList<>();
    List<Add> before = new ArrayList<>();
    boolean later = false;
    boolean first = true;
    boolean denied = false;
    for (Add add : adds) {
      if (add.by() == 0 || add.operation().number() == o.number()) {
        continue;
      }
      if (add.operation().call() > o.ret()) {
        needed.add(Needed.began(add.operation()));
        later = true;
      } else if (add.failed()) {
        needed.add(Needed.denied(add.operation()));
        denied = true;
      } else if (add.operation().ret() < o.call()) {
        before.add(add);
      }
    }
    Matter matter = matter(one, before, certain);
    for (Add add : matter.kept()) {
      needed.add(Needed.outcome(add.operation(), false, true));
      first = false;
    }
    needed.add(Needed.outcome(o, !first, later));
    needed.sort(Comparator.comparingInt(n -> n.operation().call()));
    boolean concurrent = least != most;
    long shown = shown(one);
    long own = shown - one.value();
    String sum = before.isEmpty() ? "the value was " : "the adds that ended before it give ";
    String given =
        concurrent
            ? sum
                + (certain + own)
                + "; with concurrent adds the value is from "
                + (least + own)
                + " to "
                + (most + own)
            : sum + (certain + own);
    String none =
        shown >= least + own && shown <= most + own && concurrent
            ? ", but no sum of these adds gives " + shown
            : "";
    return new Shortcut.Contradiction(
        ContradictionKind.WRONG_SUM,
        o,
        needed,
        matter.exact() && (matter.kept().isEmpty() || isPlain()) && !later && !denied,
        words -> words.apply(o) + " returned " + shown + ", but " + given + none);
  }

  /** Those of the additions that the contradiction rests on, and whether each is needed. */
  private record Matter(List<Add> kept, boolean exact) {}

  /**
   * Removes the additions that the contradiction does not need. A removed addition may or may not
   * have happened, which allows more sums.
   */
  private Matter matter(Seen one, List<Add> before, long certain) {
    long[] meanwhile = optional(one.operation()).stream().mapToLong(Add::by).toArray();
    if (before.size() > ONE_BY_ONE_MAX) {
      return smallest(one, before, certain, meanwhile);
    }
    List<Add> kept = new ArrayList<>(before);
    // The largest first: what is missing is most likely the sum of small ones.
    kept.sort(Comparator.comparingLong(add -> -Math.abs(add.by())));
    long[] free = meanwhile;
    long sum = certain;
    boolean exact = true;
    for (Add add : List.copyOf(kept)) {
      long[] more = Arrays.copyOf(free, free.length + 1);
      more[free.length] = add.by();
      long words = wordsLeft;
      boolean given = sums(more, one.value() - (sum - add.by()));
      exact &= !given || words != wordsLeft;
      if (!given) {
        free = more;
        sum -= add.by();
        kept.remove(add);
      }
    }
    return new Matter(kept, exact);
  }

  /** The same for many: the smallest go as long as all of them together leave a gap. */
  private static Matter smallest(Seen one, List<Add> before, long certain, long[] meanwhile) {
    long least = certain;
    long most = certain;
    for (long by : meanwhile) {
      least += Math.min(0, by);
      most += Math.max(0, by);
    }
    boolean low = one.value() < least;
    if (!low && one.value() <= most) {
      return new Matter(before, false);
    }
    List<Add> kept = new ArrayList<>(before);
    kept.sort(Comparator.comparingLong(add -> Math.abs(add.by())));
    long gap = low ? least - one.value() : one.value() - most;
    int from = 0;
    for (int i = 0; i < kept.size(); i++) {
      // Left out, it widens what there may have been on one side; the other side does not matter.
      long widens = low ? Math.max(0, kept.get(i).by()) : Math.max(0, -kept.get(i).by());
      if (widens == 0) {
        continue;
      }
      if (gap - widens <= 0) {
        from = i;
        break;
      }
      gap -= widens;
      from = i + 1;
    }
    List<Add> matter = new ArrayList<>();
    for (int i = from; i < kept.size(); i++) {
      if (low == kept.get(i).by() > 0) {
        matter.add(kept.get(i));
      }
    }
    boolean units = kept.stream().allMatch(add -> Math.abs(add.by()) == 1);
    return new Matter(matter, units && meanwhile.length == 0);
  }

  /** If nothing is subtracted: finds a number that is less than one that was seen earlier. */
  private Optional<Shortcut> falls(Seen earlier, Seen one) {
    Operation before = earlier.operation();
    Operation o = one.operation();
    if (before.ret() > o.call() || one.value() >= shown(earlier)) {
      return Optional.empty();
    }
    List<Needed> needed = new ArrayList<>();
    for (Add add : adds) {
      if (add.by() < 0) {
        if (!add.failed() && add.operation().call() < o.ret()) {
          return Optional.empty();
        }
        boolean after = add.operation().call() > o.ret();
        needed.add(after ? Needed.began(add.operation()) : Needed.denied(add.operation()));
      }
    }
    boolean later = needed.stream().anyMatch(Needed::began);
    needed.add(Needed.outcome(before, false, true));
    needed.add(Needed.outcome(o, true, later));
    needed.sort(Comparator.comparingInt(n -> n.operation().call()));
    long had = shown(earlier);
    return Optional.of(
        new Shortcut.Contradiction(
            ContradictionKind.LOST,
            o,
            needed,
            // One that added and saw the sum says more than that the number was there.
            !later && isRead(before) && isRead(o) && needed.size() == 2,
            words ->
                String.format(
                    "%s saw %d, but the value had been at least %d: %s ended before the %s began;"
                        + " nothing was subtracted",
                    words.apply(o), one.value(), had, words.apply(before), o.input().f())));
  }
}
