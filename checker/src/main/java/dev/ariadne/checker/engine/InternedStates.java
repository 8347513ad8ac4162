package dev.ariadne.checker.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Numbers a model's states with small integers, in order of appearance. */
final class InternedStates {

  /** The bytes that are counted for a state. Only its model knows the real size. */
  private static final long STATE_BYTES = 120;

  private final List<Object> states = new ArrayList<>();
  // Only looked up, never iterated.
  private final Map<Object, Integer> ids = new HashMap<>();
  private final Predicate<Object> forgettable;
  private final Meter meter;
  private int forgotten = -1;

  /**
   * Empty.
   *
   * @param forgettable whether no operation can tell a state from other such states; all of them
   *     become one
   */
  InternedStates(Predicate<Object> forgettable, Meter meter) {
    this.forgettable = forgettable;
    this.meter = meter;
  }

  int id(Object state) {
    Integer known = ids.get(state);
    return known != null ? known : add(state, forgettable.test(state), true);
  }

  /**
   * Adds a state that has not turned up.
   *
   * @param forgotten whether no operation can tell the state from other such states
   * @param lookedUp whether {@link #id} may be asked for it
   */
  int add(Object state, boolean forgotten, boolean lookedUp) {
    int id = states.size();
    if (!forgotten) {
      states.add(state);
    } else if (this.forgotten < 0) {
      this.forgotten = id;
      states.add(state);
    } else {
      id = this.forgotten;
    }
    if (lookedUp) {
      ids.put(state, id);
      meter.bytes(STATE_BYTES);
    }
    return id;
  }

  Object state(int id) {
    return states.get(id);
  }

  int size() {
    return states.size();
  }

  /**
   * The state that stands for all states that no operation can tell apart; -1 if there is none yet.
   */
  int forgotten() {
    return forgotten;
  }
}
