package dev.ariadne.checker.engine;

import dev.ariadne.checker.history.Operation;

/**
 * Finds the operation that first shows that a value was overwritten: of the operations from a place
 * on, in order of call, the one with another value that ended first.
 */
final class Overwriters {

  /** No operation. */
  static final int NOBODY = -1;

  private final OperationTable table;
  private final int[] ret;
  private final boolean[] required;

  /** By place, of those from there on: who shows a value and ended first. */
  private final int[] first;

  /** Likewise, of those that show another value than that one. */
  private final int[] second;

  /**
   * Of none yet.
   *
   * @param ret by operation: when it had certainly happened
   * @param required by operation: whether it certainly happened
   */
  Overwriters(OperationTable table, int[] ret, boolean[] required) {
    this.table = table;
    this.ret = ret;
    this.required = required;
    first = new int[table.size + 1];
    second = new int[table.size + 1];
    first[table.size] = NOBODY;
    second[table.size] = NOBODY;
  }

  /** The value that certainly was the state right after an operation. */
  int valueAfter(int o) {
    return required[o] ? table.valueAfter(o) : OperationTable.NONE;
  }

  /** Puts an operation at a place: the last place first, and so on. */
  void put(int place, int o) {
    int best = first[place + 1];
    int other = second[place + 1];
    int valueAfter = valueAfter(o);
    if (valueAfter != OperationTable.NONE) {
      if (best == NOBODY) {
        best = o;
      } else if (valueAfter == valueAfter(best)) {
        best = ret[o] < ret[best] ? o : best;
      } else if (ret[o] < ret[best]) {
        other = best;
        best = o;
      } else if (other == NOBODY || ret[o] < ret[other]) {
        other = o;
      }
    }
    first[place] = best;
    second[place] = other;
  }

  /** The operation from a place on that shows another value and ended first; or {@link #NOBODY}. */
  int of(int place, int value) {
    int by = first[place];
    return by != NOBODY && valueAfter(by) == value ? second[place] : by;
  }

  /** The position by which a value from before a place was certainly overwritten. */
  int until(int place, int value) {
    int by = of(place, value);
    return by == NOBODY ? Operation.NEVER : ret[by];
  }
}
