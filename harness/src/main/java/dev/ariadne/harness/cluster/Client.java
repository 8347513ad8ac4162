package dev.ariadne.harness.cluster;

import dev.ariadne.checker.history.Op;
import java.util.function.Consumer;

/**
 * Carries out operations at one node, one at a time.
 *
 * <p>The whole discipline of a test stands on how an operation is completed: {@code OK} only if it
 * happened, {@code FAIL} only if it certainly did not and never will, {@code INFO} whenever there
 * is any doubt.
 */
public interface Client extends AutoCloseable {

  /**
   * Carries out an invocation. Calls back exactly once, on any thread, perhaps before this returns,
   * within the target's own time limit, with the same process and f, type OK, FAIL or INFO, the
   * value as Jepsen has it, and the reason under {@code error} where it is not OK.
   *
   * <p>An invocation may have a request id under {@code request}, under which the target carries it
   * out once however often it is sent, and under {@code tries} which try it is, if not the first.
   */
  void invoke(Op invocation, Consumer<Op> completion);

  @Override
  void close();
}
