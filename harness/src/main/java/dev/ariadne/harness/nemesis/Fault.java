package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import java.util.List;
import java.util.Optional;

/**
 * A fault of some {@link FaultKind} on one cluster: how it is planned, done and undone.
 *
 * <p>Plans and results are records. {@link dev.ariadne.harness.history.RecordEdn} says how they
 * stand in the history, which is where a run that is done again takes its plans from.
 *
 * @param <B> what is decided before it begins
 * @param <E> what is decided before it ends
 */
public interface Fault<B extends Record, E extends Record> {

  /** The plan of an operation that has nothing to decide. */
  record Nothing() {}

  /** The nodes that something was done to. */
  record Struck(List<String> nodes) {}

  /**
   * The result of an operation.
   *
   * @param told with all that was only known then: nodes, links, files, offsets
   * @param did counters, as under {@code :did}; empty if this operation never counts anything
   */
  record Outcome(Record told, Optional<FaultCounters> did) {

    /** Returns the result of an operation that counts nothing. */
    public static Outcome of(Record told) {
      return new Outcome(told, Optional.empty());
    }

    /** Counters say what has been done. */
    public static Outcome of(Record told, FaultCounters did) {
      return new Outcome(told, Optional.of(did));
    }
  }

  /** Decides how it begins the next time; a pure function. */
  B plan(Choices choices, long turn);

  /** Decides how it ends after that; a pure function. */
  E planEnd(Choices choices, long turn);

  /** Brings it about. */
  Outcome begin(B plan);

  /** Takes it away. */
  Outcome end(E plan);

  /** Takes away whatever of it is in force, and counts what that shows. */
  FaultCounters heal();

  /**
   * Goes on with what takes its time after everything was healed, and returns at once; asked again
   * and again of kinds that linger, see {@link FaultKind.Builder#lingersWith}.
   *
   * @param did what is to be counted
   * @return what is still waited for, for a person; empty if nothing
   */
  default List<String> settle(FaultCounters did) {
    return List.of();
  }
}
