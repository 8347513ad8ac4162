package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import java.util.Optional;

/** What a client wants, whatever it came in by. */
public sealed interface Request {

  /**
   * Reads one key.
   *
   * @param stale answer from this node's own copy, however old, without asking anybody
   */
  record Get(String key, boolean stale) implements Request {}

  /** Writes one key if the condition holds. */
  record Put(String key, Bytes value, Condition condition, Optional<RequestId> id)
      implements Request {}

  /** Asks the node about itself. */
  record Status() implements Request {}
}
