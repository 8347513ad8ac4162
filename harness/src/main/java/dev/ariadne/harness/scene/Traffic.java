package dev.ariadne.harness.scene;

import java.util.List;
import java.util.function.Function;

/**
 * Operations of clients during a step of a scene.
 *
 * @param kind what they do
 * @param nodes the nodes that they are sent to, in turn
 * @param atOnce the number of operations in progress at a time, at least 1
 * @param afterNanos the time from the beginning of the step to the first operation
 * @param gapNanos the least time from one beginning to the next
 * @param max the number of operations at most
 */
record Traffic(
    SceneOp.Kind kind,
    Function<SceneView, List<String>> nodes,
    int atOnce,
    long afterNanos,
    long gapNanos,
    int max) {
  private static final int NO_MAX = 200;
  private static final long MILLI = 1_000_000;

  /** Reads at these nodes. */
  static Traffic reads(Function<SceneView, List<String>> nodes, int atOnce, long gapMillis) {
    return new Traffic(SceneOp.Kind.READ, nodes, atOnce, 0, gapMillis * MILLI, NO_MAX);
  }

  /** Changes at these nodes. */
  static Traffic changes(Function<SceneView, List<String>> nodes, int atOnce, long gapMillis) {
    return new Traffic(SceneOp.Kind.CHANGE, nodes, atOnce, 0, gapMillis * MILLI, NO_MAX);
  }

  /** One change that is repeated until it is answered. */
  static Traffic changeOnce(Function<SceneView, List<String>> nodes) {
    return new Traffic(SceneOp.Kind.CHANGE_ONCE, nodes, 1, 0, 0, 1);
  }

  Traffic atMost(int count) {
    return new Traffic(kind, nodes, atOnce, afterNanos, gapNanos, count);
  }

  /** The same, so much later. */
  Traffic after(long millis) {
    return new Traffic(kind, nodes, atOnce, millis * MILLI, gapNanos, max);
  }
}
