package dev.ariadne.harness.nemesis;

import dev.ariadne.harness.Choices;
import java.util.List;
import java.util.Map;

/**
 * A kind of fault: how it is chosen, how it is done and undone. What it did is told in the values
 * of its completed operations, under {@code :did}, as counters by kind.
 */
public interface Fault {

  /** Its name on the command line. */
  String kind();

  /** An operation of the nemesis. */
  record Step(String f, Map<Object, Object> value) {}

  /** The operation that brings the fault about; a pure function. */
  Step begin(Choices choices, long turn);

  /** The operation that takes it away; a pure function. */
  Step end(Choices choices, long turn);

  /** The operations that it knows. */
  List<String> fs();

  /**
   * Carries out one of them.
   *
   * @return the operation's value, resolved
   */
  Map<Object, Object> invoke(String f, Map<?, ?> value);

  /**
   * Takes away whatever of it is in force.
   *
   * @return counters by name, as under {@code :did}
   */
  Map<Object, Object> heal();

  /** Whether something may be left to be waited for when all is healed: see {@link #settle}. */
  default boolean lingers() {
    return false;
  }

  /**
   * Goes on with what takes its time after everything was healed, and returns at once; asked again
   * and again.
   *
   * @param did what is to be counted
   * @return what is still waited for, for a person; empty if nothing
   */
  default List<String> settle(Counters did) {
    return List.of();
  }
}
