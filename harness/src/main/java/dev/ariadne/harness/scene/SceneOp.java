package dev.ariadne.harness.scene;

import dev.ariadne.checker.history.Op;

/**
 * A client's operation in a scene.
 *
 * @param kind what it does
 * @param step number of the step that began it, from 0
 * @param traffic number of its traffic in that step, from 0
 * @param number of the change; of a read, the last change that was acknowledged then
 * @param node that it was sent to
 * @param process of the client
 * @param begun nanoseconds of test time
 * @param ended nanoseconds of test time; {@link Long#MAX_VALUE} while it is in progress
 * @param type of the completion; INVOKE while it is in progress
 * @param value of the completion
 */
record SceneOp(
    Kind kind,
    int step,
    int traffic,
    long number,
    String node,
    Op.Process process,
    long begun,
    long ended,
    Op.Type type,
    Object value) {

  /** What an operation of a scene does. */
  enum Kind {
    READ,
    CHANGE,
    /** A change that the client repeats under one request id until it is answered. */
    CHANGE_ONCE
  }

  boolean isChange() {
    return kind != Kind.READ;
  }

  boolean open() {
    return type == Op.Type.INVOKE;
  }

  boolean ok() {
    return type == Op.Type.OK;
  }

  SceneOp completed(Op op) {
    return new SceneOp(
        kind, step, traffic, number, node, process, begun, op.time(), op.type(), op.value());
  }
}
