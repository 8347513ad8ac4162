package dev.ariadne.checker.history;

import dev.ariadne.checker.edn.Keyword;

/** What became of an operation. */
public sealed interface Output {

  /** The reason under {@code :error} of a compare-and-set whose comparison failed. */
  Keyword CAS_MISMATCH = new Keyword("cas-mismatch");

  /**
   * It happened, once, between its invocation and its completion.
   *
   * @param value what it answered, an EDN datum
   * @param revision which revision of the state it saw or made, under {@code :revision}; null where
   *     nobody said; most models do not ask
   */
  record Ok(Object value, Object revision) implements Output {

    /** Without a revision. */
    public Ok(Object value) {
      this(value, null);
    }
  }

  /**
   * It certainly did not happen.
   *
   * @param error why, an EDN datum; null where nothing is known
   */
  record Failed(Object error) implements Output {}

  /** It may happen once, at any time after its invocation, or never. */
  record Unknown() implements Output {}
}
