package dev.ariadne.checker.history;

import dev.ariadne.checker.edn.Keyword;

/** The outcome of an operation. */
public sealed interface Output {

  /** The value of {@code :error} of a compare-and-set whose comparison failed. */
  Keyword CAS_MISMATCH = new Keyword("cas-mismatch");

  /**
   * The operation happened once, between its invocation and its completion.
   *
   * @param value the answer, an EDN datum
   * @param revision the revision of the state that the operation saw or made ({@code :revision});
   *     null if not given. Most models do not use it
   */
  record Ok(Object value, Object revision) implements Output {

    /** An answer without a revision. */
    public Ok(Object value) {
      this(value, null);
    }
  }

  /**
   * The operation certainly did not happen.
   *
   * @param error the reason, an EDN datum; null if it is not known
   */
  record Failed(Object error) implements Output {}

  /** The operation may happen once, at any time after its invocation, or never. */
  record Unknown() implements Output {}
}
