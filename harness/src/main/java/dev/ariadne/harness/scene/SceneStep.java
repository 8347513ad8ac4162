package dev.ariadne.harness.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A step of a scene: an act of the nemesis, then operations of clients until something has
 * happened.
 *
 * @param act made from what has happened so far; empty for none
 * @param again whether the act is repeated until the step ends
 * @param groups parts of nodes that follow from the act
 * @param until whether the step has done what it is for
 * @param leastNanos the step lasts at least so long
 * @param mostNanos the step lasts at most so long
 * @param otherwise what did not happen within that time, for a person: the scene ends with it;
 *     empty if the scene goes on all the same
 */
record SceneStep(
    String name,
    Optional<Function<SceneView, SceneAct>> act,
    boolean again,
    Function<SceneView, Map<String, List<String>>> groups,
    List<Traffic> traffic,
    Predicate<SceneView> until,
    long leastNanos,
    long mostNanos,
    Optional<String> otherwise) {
  private static final long MILLI = 1_000_000;

  /** The default limit of a step. */
  private static final long MOST_NANOS = 5_000 * MILLI;

  /** A step of this name that does nothing. */
  static SceneStep named(String name) {
    return new SceneStep(
        name,
        Optional.empty(),
        false,
        view -> Map.of(),
        List.of(),
        view -> true,
        0,
        MOST_NANOS,
        Optional.empty());
  }

  SceneStep act(Function<SceneView, SceneAct> what) {
    return new SceneStep(
        name, Optional.of(what), again, groups, traffic, until, leastNanos, mostNanos, otherwise);
  }

  SceneStep repeated() {
    return new SceneStep(name, act, true, groups, traffic, until, leastNanos, mostNanos, otherwise);
  }

  SceneStep groups(Function<SceneView, Map<String, List<String>>> parts) {
    return new SceneStep(name, act, again, parts, traffic, until, leastNanos, mostNanos, otherwise);
  }

  SceneStep with(Traffic more) {
    List<Traffic> all = new ArrayList<>(traffic);
    all.add(more);
    return new SceneStep(
        name, act, again, groups, List.copyOf(all), until, leastNanos, mostNanos, otherwise);
  }

  /** Ends when this is so, and goes on after the limit all the same. */
  SceneStep until(Predicate<SceneView> done) {
    return new SceneStep(name, act, again, groups, traffic, done, leastNanos, mostNanos, otherwise);
  }

  /** Ends when this is so; the scene ends if it is not so within the limit. */
  SceneStep until(Predicate<SceneView> done, String otherwiseSay) {
    return new SceneStep(
        name, act, again, groups, traffic, done, leastNanos, mostNanos, Optional.of(otherwiseSay));
  }

  SceneStep within(long millis) {
    return new SceneStep(
        name, act, again, groups, traffic, until, leastNanos, millis * MILLI, otherwise);
  }

  /** Lasts so long. */
  SceneStep lasting(long millis) {
    return new SceneStep(
        name,
        act,
        again,
        groups,
        traffic,
        until,
        millis * MILLI,
        Math.max(mostNanos, millis * MILLI),
        otherwise);
  }
}
