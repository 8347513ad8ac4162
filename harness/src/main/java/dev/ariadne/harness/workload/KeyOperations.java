package dev.ariadne.harness.workload;

import java.util.Optional;

/**
 * Operations on a key that nothing else uses. Scenes are told in them, whatever the workload is.
 * Keys of scenes are negative, so they are no keys of the workload.
 */
public interface KeyOperations {

  /** The numbers of the changes of one key: from 1 up to this one. */
  int NUMBERS_MAX = 63;

  /**
   * An operation without its worker.
   *
   * @param value as in {@link dev.ariadne.harness.generator.Invocation}
   */
  record Call(String f, Object value) {}

  /**
   * Reads the key.
   *
   * @param number of the last change that was acknowledged; 1 if none was
   */
  Call read(long key, long number);

  /** Changes the key. Every number is used once. */
  Call change(long key, long number);

  /**
   * Changes the key in a way that shows if it happens twice; empty if the workload has no such
   * operation. It is the first change of its key.
   */
  default Optional<Call> changeOnce(long key, long number) {
    return Optional.empty();
  }
}
