package dev.ariadne.checker.engine;

import dev.ariadne.checker.model.Access.Kind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * Prepares the operations of one key for the search: which operations count, which values an
 * operation can have seen, and by when an operation must have happened.
 */
final class Preprocessing {

  private static final int NOBODY = -1;
  private static final int SEVERAL = -2;

  private final OperationTable table;
  private final InternedValues values;

  /** By operation: still counts; certainly happened; its interval, which may have shrunk. */
  final boolean[] counts;

  final boolean[] required;
  final int[] call;
  final int[] ret;

  /** By value: whether an operation that counts needs it, or says that it was not there. */
  private final BitSet named = new BitSet();

  /** By value: some failed comparison says that the state was another. */
  final BitSet excluded = new BitSet();

  /** By value: what {@link #noticeable} found: 0 not asked, 1 no, 2 yes. */
  private byte[] noticed;

  Preprocessing(OperationTable table, Set<Reduction> reductions) {
    this.table = table;
    this.values = table.values();
    int n = table.size;
    counts = new boolean[n];
    required = new boolean[n];
    call = Arrays.copyOf(table.call, n);
    ret = Arrays.copyOf(table.ret, n);
    boolean unknown = false;
    for (int o = 0; o < n; o++) {
      counts[o] = true;
      required[o] = table.required[o];
      unknown |= !required[o];
      Kind kind = table.kind(o);
      if (kind == Kind.EXCLUDE) {
        excluded.set(table.expected(o));
      }
      if (kind == Kind.EXCLUDE || required[o] && table.expectsValue(o)) {
        named.set(table.expected(o));
      }
    }
    noticed = new byte[table.updates ? values.size() : 0];
    if (unknown) {
      nameAndDrop(reductions.contains(Reduction.USELESS_UNKNOWNS) && !table.opaque);
    }
    if (reductions.contains(Reduction.TIGHTENING) && table.plain) {
      tighten();
    }
  }

  /** Whether no operation can tell this value from other such values. */
  boolean forgettableValue(int value) {
    return !table.opaque && !noticeable(value);
  }

  /** Whether no operation can tell this state from other such states. */
  boolean forgettable(Object state) {
    if (table.opaque) {
      return false;
    }
    int value = values.find(state);
    return value >= 0 ? !noticeable(value) : !(table.updates && reachesNamed(state));
  }

  /**
   * Finds the values that an operation can have seen, walking back from seen values through unknown
   * swaps, and drops unknown operations that no other operation needs. If no operation can see the
   * result of an operation, its effect lasts until the next write. Everything that can happen until
   * then can happen without it, unless a failed comparison needs another state.
   */
  private void nameAndDrop(boolean drop) {
    for (boolean more = true; more; ) {
      more = false;
      Arrays.fill(noticed, (byte) 0);
      for (int o = 0; o < counts.length; o++) {
        if (!required[o]
            && table.kind(o) == Kind.SWAP
            && !named.get(table.expected(o))
            && (!drop || useful(o))) {
          named.set(table.expected(o));
          more = true;
        }
      }
    }
    Arrays.fill(noticed, (byte) 0);
    for (int o = 0; drop && o < counts.length; o++) {
      counts[o] = required[o] || !table.writesValue(o) || useful(o);
    }
  }

  private boolean useful(int unknown) {
    if (noticeable(table.written(unknown))) {
      return true;
    }
    if (excluded.isEmpty()) {
      return false;
    }
    return table.updates
        || table.kind(unknown) != Kind.SWAP
        || excluded.get(table.expected(unknown));
  }

  private boolean noticeable(int value) {
    if (named.get(value)) {
      return true;
    }
    if (!table.updates) {
      return false;
    }
    if (noticed[value] == 0) {
      noticed[value] = (byte) (reachesNamed(values.value(value)) ? 2 : 1);
    }
    return noticed[value] == 2;
  }

  private boolean reachesNamed(Object state) {
    for (int to = named.nextSetBit(0); to >= 0; to = named.nextSetBit(to + 1)) {
      if (table.model.reaches(state, values.value(to))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where one operation alone can have brought about a value that is not the initial one, it comes
   * before all that need the value: they cannot begin before it, it has happened by the time that
   * the first of them ends, and it did happen.
   */
  private void tighten() {
    int[] creator = new int[values.size()];
    Arrays.fill(creator, NOBODY);
    // By value, its users as a list.
    int[] firstUser = new int[values.size()];
    Arrays.fill(firstUser, NOBODY);
    int[] nextUser = new int[counts.length];
    int[] work = new int[values.size()];
    boolean[] waits = new boolean[values.size()];
    int size = 0;
    for (int o = counts.length - 1; o >= 0; o--) {
      if (!counts[o]) {
        continue;
      }
      if (table.writesValue(o)) {
        int written = table.written(o);
        creator[written] = creator[written] == NOBODY ? o : SEVERAL;
      }
      if (table.expectsValue(o)) {
        nextUser[o] = firstUser[table.expected(o)];
        firstUser[table.expected(o)] = o;
      }
    }
    creator[OperationTable.INITIAL] = SEVERAL;
    for (int value = 0; value < creator.length; value++) {
      if (creator[value] >= 0 && firstUser[value] >= 0) {
        waits[value] = true;
        work[size++] = value;
      }
    }
    // Bounds are only raised or lowered to positions that exist, but a cycle of swaps could chase
    // them round: a bound on rounds is sound, since every single step is.
    long rounds = 8L * counts.length + 8;
    while (size > 0 && rounds-- > 0) {
      int value = work[--size];
      waits[value] = false;
      int by = creator[value];
      boolean shrunk = false;
      for (int user = firstUser[value]; user >= 0; user = nextUser[user]) {
        if (user == by) {
          continue;
        }
        if (call[user] < call[by]) {
          call[user] = call[by];
          if (table.writesValue(user)) {
            size = enqueue(table.written(user), creator, waits, work, size);
          }
        }
        if (required[user] && (!required[by] || ret[user] < ret[by])) {
          required[by] = true;
          ret[by] = Math.min(ret[by], ret[user]);
          shrunk = true;
        }
      }
      if (shrunk && table.expectsValue(by)) {
        size = enqueue(table.expected(by), creator, waits, work, size);
      }
    }
  }

  private static int enqueue(int value, int[] creator, boolean[] waits, int[] work, int size) {
    if (creator[value] < 0 || waits[value]) {
      return size;
    }
    waits[value] = true;
    work[size] = value;
    return size + 1;
  }
}
