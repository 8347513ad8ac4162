package dev.ariadne.harness.cluster;

import java.io.IOException;
import java.util.List;

/**
 * A system that can be tested. {@link java.util.ServiceLoader} finds it, so the command line knows
 * no target by name.
 */
public interface TargetProvider {

  /** The target's name on the command line and in {@code test.json}. */
  String name();

  /**
   * @throws IOException if nothing could be started; the message is one line for a person, with the
   *     remedy. No started process is left behind.
   */
  Cluster open(ClusterOptions options) throws IOException;

  /**
   * The target's own commands for the command line: objects with picocli's {@code @Command} that
   * are {@code Callable<Integer>}. Each call returns new objects.
   */
  default List<Object> commands() {
    return List.of();
  }
}
