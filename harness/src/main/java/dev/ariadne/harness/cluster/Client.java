package dev.ariadne.harness.cluster;

import dev.ariadne.checker.history.Op;
import java.util.function.Consumer;

/**
 * Carries out operations at one node, one at a time.
 *
 * <p>The verdict of a test depends on how operations are completed: {@code OK} only if the
 * operation happened, {@code FAIL} only if it certainly did not and never will, {@code INFO}
 * whenever there is any doubt.
 */
public interface Client extends AutoCloseable {

  /**
   * Carries out an invocation. Calls back exactly once, on any thread, perhaps before this method
   * returns, and within the target's own time limit. The completion has the same process and f, the
   * type OK, FAIL or INFO, the value as Jepsen has it, and the reason under {@code error} if it is
   * not OK.
   *
   * <p>An invocation may have a request id under {@code request}. The target carries it out once
   * under this id, however often it is sent. {@code tries} is the number of the try, if it is not
   * the first.
   */
  void invoke(Op invocation, Consumer<Op> completion);

  @Override
  void close();
}
