package dev.ariadne.harness.scene;

import dev.ariadne.harness.link.Link;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An operation of the nemesis in a scene; the value of its invocation.
 *
 * @param scene name of the scene
 * @param step name of the step
 * @param nodes the nodes that it is about
 * @param links pairs of nodes: from, to
 * @param amount see {@link ActKind}
 * @param late whether held bytes arrive when links are healed; otherwise connections break
 * @param tookPlace at the end, or when it is skipped: whether the scene took place
 * @param why likewise: what did not happen, for a person; empty if the scene took place
 */
record SceneAct(
    String scene,
    String step,
    ActKind act,
    List<String> nodes,
    List<List<String>> links,
    long amount,
    boolean late,
    Optional<Boolean> tookPlace,
    Optional<String> why) {

  /** An act that is about nothing in particular. */
  static SceneAct of(ActKind act) {
    return on(act, List.of());
  }

  /** An act that is about nodes. */
  static SceneAct on(ActKind act, Collection<String> nodes) {
    return new SceneAct(
        "", "", act, List.copyOf(nodes), List.of(), 0, true, Optional.empty(), Optional.empty());
  }

  /** An act that is about links. */
  static SceneAct over(ActKind act, Collection<Link> links) {
    List<List<String>> pairs = links.stream().map(link -> List.of(link.from(), link.to())).toList();
    return new SceneAct("", "", act, List.of(), pairs, 0, true, Optional.empty(), Optional.empty());
  }

  SceneAct by(long other) {
    return new SceneAct(scene, step, act, nodes, links, other, late, tookPlace, why);
  }

  /** The same, after which connections break that held something. */
  SceneAct reset() {
    return new SceneAct(scene, step, act, nodes, links, amount, false, tookPlace, why);
  }

  SceneAct in(String sceneName, String stepName) {
    return new SceneAct(sceneName, stepName, act, nodes, links, amount, late, tookPlace, why);
  }

  /** A scene that cannot take place. */
  static SceneAct skip(String scene, String why) {
    return new SceneAct(
        scene,
        "skip",
        ActKind.SKIP,
        List.of(),
        List.of(),
        0,
        true,
        Optional.of(false),
        Optional.of(why));
  }

  /** The end of a scene. */
  static SceneAct end(Optional<String> why) {
    return new SceneAct(
        "", "", ActKind.END, List.of(), List.of(), 0, true, Optional.of(why.isEmpty()), why);
  }
}
