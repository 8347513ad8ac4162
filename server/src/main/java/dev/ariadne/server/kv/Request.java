package dev.ariadne.server.kv;

import dev.ariadne.server.base.Bytes;
import java.util.Optional;
import java.util.OptionalLong;

/** What a client wants, whatever it came in by. */
public sealed interface Request {

  /** A change of one key, which goes through the log. */
  sealed interface Write extends Request {

    String key();

    /** The client's name for it, if it gave one. */
    Optional<RequestId> id();
  }

  /**
   * Reads one key.
   *
   * @param stale answer from this node's own copy, however old, without asking anybody
   */
  record Get(String key, boolean stale) implements Request {}

  /** Writes one key if the condition holds. */
  record Put(String key, Bytes value, Condition condition, Optional<RequestId> id)
      implements Write {}

  /** Takes a key's value away if the condition holds. */
  record Delete(String key, Condition condition, Optional<RequestId> id) implements Write {}

  /** Adds bytes to the end of a key's value if the condition holds; an absent key has none yet. */
  record Append(String key, Bytes suffix, Condition condition, Optional<RequestId> id)
      implements Write {}

  /** Adds to the number that a key's value is in decimal; an absent key counts from 0. */
  record Increment(String key, long amount, Optional<RequestId> id) implements Write {}

  /**
   * Adds a server to the cluster.
   *
   * @param address its peer URL, {@code http://HOST:PORT}
   */
  record AddMember(int id, String address) implements Request {}

  /**
   * Takes a server out of the cluster.
   *
   * @param incarnation the life of its disk that is meant, as the list of members has it; empty for
   *     whichever it is
   */
  record RemoveMember(int id, OptionalLong incarnation) implements Request {

    /** Whichever life of its disk it is. */
    public RemoveMember(int id) {
      this(id, OptionalLong.empty());
    }
  }

  /** Asks who belongs to the cluster, as this node knows it. */
  record Members() implements Request {}

  /** Asks the node about itself. */
  record Status() implements Request {}

  /** Asks the node whether clients should be sent to it. */
  record Health() implements Request {}

  /** Asks the node for what it counts and measures. */
  record Metrics() implements Request {}
}
