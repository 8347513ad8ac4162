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

  /**
   * Adds a server to the cluster.
   *
   * @param address its peer URL, {@code http://HOST:PORT}
   */
  record AddMember(int id, String address) implements Request {}

  /** Takes a server out of the cluster. */
  record RemoveMember(int id) implements Request {}

  /** Asks who belongs to the cluster, as this node knows it. */
  record Members() implements Request {}

  /** Asks the node about itself. */
  record Status() implements Request {}
}
