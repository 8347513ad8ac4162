package dev.ariadne.harness.cluster;

import java.io.IOException;
import java.util.List;

/**
 * A system that can be tested. Found through {@link java.util.ServiceLoader}, so that the command
 * line knows no target by name.
 */
public interface TargetProvider {

  /** What the target is called on the command line and in {@code test.json}. */
  String name();

  /**
   * Starts the nodes and returns without waiting until they have elected a leader or answer.
   *
   * @throws IOException if nothing could be started; the message is one line for a person, with
   *     what to do about it. Nothing that was started stays behind.
   */
  Cluster open(Layout layout) throws IOException;

  /**
   * Commands of the target's own for the command line: objects with picocli's {@code @Command} that
   * are {@code Callable<Integer>}. New objects with each call.
   */
  default List<Object> commands() {
    return List.of();
  }
}
