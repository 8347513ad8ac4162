package dev.ariadne.harness.scene;

import dev.ariadne.harness.Choices;
import dev.ariadne.harness.cluster.Capability;
import java.util.List;
import java.util.function.Predicate;

/**
 * A scene: a short story of faults and clients together, in which raft systems are known to break.
 *
 * @param name on the command line and in the history
 * @param story what happens, in a few words
 * @param needs what a target must offer for it
 * @param nodesMin number of nodes that it needs, at least 1
 * @param once whether it needs an operation that shows if it happens twice
 * @param script its steps, as the seed varies them
 */
record SceneKind(
    String name,
    String story,
    List<Class<? extends Capability>> needs,
    int nodesMin,
    boolean once,
    Script script) {

  SceneKind {
    needs = List.copyOf(needs);
  }

  /** Makes the steps of a scene. */
  @FunctionalInterface
  interface Script {
    Steps write(Variation variation);
  }

  /**
   * The choices of one scene.
   *
   * @param site the beginning of the names of its decisions
   * @param turn which time it is that the scene takes place, from 0
   * @param offers whether the target offers a capability that the scene can do without
   */
  record Variation(
      Choices choices, String site, long turn, Predicate<Class<? extends Capability>> offers) {

    /** Chooses from 0 to a bound, exclusive; 0 is the plainest variant. */
    int pick(String what, int bound) {
      return choices.pick(site + "/" + what, turn, bound);
    }

    @SafeVarargs
    final <T> T one(String what, T... of) {
      return of[pick(what, of.length)];
    }
  }

  /**
   * The steps of a scene.
   *
   * @param tookPlace whether what happened is the scene
   * @param otherwise what is missing if not, for a person
   */
  record Steps(List<SceneStep> steps, Predicate<SceneView> tookPlace, String otherwise) {

    Steps {
      steps = List.copyOf(steps);
    }
  }
}
