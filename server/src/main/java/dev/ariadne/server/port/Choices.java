package dev.ariadne.server.port;

/** Where a node's randomness comes from. */
public interface Choices {

  /**
   * Chooses a number from 0 (inclusive) to {@code bound} (exclusive, at least 1). Where one of the
   * choices is harmless it is 0.
   *
   * @param site a stable name of what is being decided, such as {@code election}: a new decision
   *     elsewhere disturbs none of this site's
   */
  int pick(String site, int bound);
}
